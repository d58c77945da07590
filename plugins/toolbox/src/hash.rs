//! `/hash`: the check sums of a text or a file.

pub mod sums;

use kit::{Command, Cx, Field, Input, Reply, Result, Spec};

pub struct Hash;

const TEXT: Field<Input> = Field::input("text");

impl Command for Hash {
    const SPEC: Spec = Spec::new("hash").fields(&[TEXT.spec]).needs(crate::USE).icon("#️⃣");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let Input { bytes, name } = cx.input(&TEXT).await?;
        let count = bytes.len();
        let sums = kit::busy(move || sums::of(&bytes)).await?;
        let mut text = match name {
            Some(name) => cx.tell("toolbox-hash-file", kit::args![count = count, name = name]),
            None => cx.tell("toolbox-hash-text", kit::args![count = count]),
        };
        for sum in &sums {
            text = text.push("\n").bold(sum.name).push("\n").code(&sum.hex);
        }
        let weak: Vec<_> = sums.iter().filter(|sum| !sum.secure).map(|sum| sum.name).collect();
        Ok(Reply::text(text.line(&cx.tell("toolbox-hash-weak", kit::args![names = weak.join(", ")]))))
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn of_words_of_a_file_and_of_somebody_elses_message() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/hash abc").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /hash abc
        bot → Anna: Check sums of the text, 3 bytes in UTF-8:
            MD5
            900150983cd24fb0d6963f7d28e17f72
            SHA-1
            a9993e364706816aba3e25717850c26c9cd0d89d
            SHA-256
            ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
            SHA-512
            ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
            BLAKE3
            6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85
            CRC32
            352441c2
            MD5, SHA-1, CRC32 show damage, but do not protect from forgery. To be sure that nobody changed anything, compare SHA-256.
        ");
        stage.ben().says("/hash").await;
        stage.ben().sends_file("empty.csv", "", "").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Ben: /hash
        bot → Ben: #️⃣ Контрольные суммы
            Для чего посчитать контрольные суммы?
            Напишите или пришлите файлом (до 20 МБ).
            [✖ Отмена]
        Ben: 📎 empty.csv
        bot → Ben: Контрольные суммы файла empty.csv, 0 байт:
            MD5
            d41d8cd98f00b204e9800998ecf8427e
            SHA-1
            da39a3ee5e6b4b0d3255bfef95601890afd80709
            SHA-256
            e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
            SHA-512
            cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e
            BLAKE3
            af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262
            CRC32
            00000000
            MD5, SHA-1, CRC32 выявляют повреждения, но не защищают от подделки. Чтобы убедиться, что никто ничего не изменил, сравнивайте SHA-256.
        ");
        stage.olena().in_group().replies_to("abc", None, "/hash").await;
        assert!(stage.last().contains("ba7816bf8f01cfea414140de5dae2223"), "{}", stage.last());
        stage.skip();
    }
}
