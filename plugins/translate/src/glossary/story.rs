use std::sync::Arc;

use bureau::House;

use crate::world::{Phrasebook, unzip, with};

#[tokio::test]
async fn a_word_of_the_glossary_is_honoured() {
    let shop = with(Arc::new(Phrasebook::default()), House::default()).await;
    let anna = shop.stage.anna();
    anna.says("/glossary").await;
    anna.taps("Add a word").await;
    anna.says("de: cart = Warenkorb").await;
    anna.says("/glossary add Acme").await;
    anna.says("/glossary").await;
    anna.says("/glossary remove cart").await;
    anna.says("/glossary remove Acme").await;
    anna.says("/glossary add").await;
    anna.taps("Import").await;
    anna.sends_file(
        "words.csv",
        "language,source,target,note\n*,Acme,,the brand\nuk,cart,кошик,\n",
        "/glossary import",
    )
    .await;
    anna.says("/glossary export").await;
    insta::assert_snapshot!(shop.transcript(), @r"
    Anna: /glossary
    bot → Anna: 📖 The glossary is empty.
        [➕ Add a word]
        [📥 Import] [📤 Export]
    Anna: [Add a word]
    bot ✎ Anna: 📖 New word
        Which word, and how is it translated? As in de: cart = Warenkorb. Without a language it holds for all; without a translation the word stays as it is.
        Write your answer.
        [✖ Cancel]
    Anna: de: cart = Warenkorb
    bot → Anna: 📖 It is in the glossary:
        de: cart → Warenkorb
    Anna: /glossary add Acme
    bot → Anna: 📖 It is in the glossary:
        Acme — is not translated
    Anna: /glossary
    bot → Anna: 📖 The glossary has 2 words:
        Acme — is not translated
        de: cart → Warenkorb
        [➕ Add a word]
        [📥 Import] [📤 Export]
    Anna: /glossary remove cart
    bot → Anna: “cart” is not in the glossary. Write it as it is listed, with its language.
    Anna: /glossary remove Acme
    bot → Anna: 📖 “Acme” is not in the glossary any more.
    Anna: /glossary add
    bot → Anna: Write the word and its translation: /glossary add de: cart = Warenkorb. Without a translation the word stays as it is.
    Anna: [Import]
    bot ✎ Anna: Send a CSV with the columns language, source, target and note, and /glossary import as its caption.
    Anna: 📎 words.csv /glossary import
    bot → Anna: 📖 2 words taken into the glossary.
    Anna: /glossary export
    bot → Anna
        📎 glossary.csv (88 bytes)
    ");
    let (_, csv) = shop.stage.file();
    assert!(String::from_utf8_lossy(&csv).contains("de,cart,Warenkorb,"));
    anna.sends_file("cart.html", "<p>Your cart is empty.</p>", "de").await;
    anna.taps("Start").await;
    shop.stage.skip();
    let (_, bytes) = shop.stage.file();
    assert_eq!(unzip(&bytes, "cart.html"), "<p>Ihr Warenkorb ist leer.</p>");
}
