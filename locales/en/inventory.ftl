plugin-inventory-title = Inventory
plugin-inventory-about = What is where, what it costs, what it earns and what runs out.
set-inventory-limit_units = Units without a lead
set-inventory-limit_units-about = Staff change up to so many units at once; a lead must confirm more.
set-inventory-limit_value = Value without a lead
set-inventory-limit_value-about = Staff change stock worth up to so much (at cost, in its currency); a lead must confirm more.
set-inventory-undo_minutes = Undo, minutes
set-inventory-undo_minutes-about = For so long a change can be undone with its button.
set-inventory-hold_days = Holds, days
set-inventory-hold_days-about = For so many days units are held, unless somebody lets them go before.
cmd-stock-title = Stock
cmd-stock-about = What is there: by code, barcode or words: <code>/stock dell 7490</code>.
cmd-stock-words = What are you looking for? A code, a barcode, or words of the title.
cmd-scan-title = Scan
cmd-scan-about = Read barcodes from a photo; just send the photo.
cmd-scan-photo = Which photo shall I look at?
cmd-adjust-title = Adjust stock
cmd-adjust-about = More or fewer than I believe, with the reason: <code>/adjust MUG-10 -2 KYIV damaged</code>.
cmd-adjust-sku = Which one? Its code or barcode.
cmd-adjust-delta = How many more, or fewer (with a minus)?
cmd-adjust-warehouse = In which warehouse?
cmd-adjust-reason = Why?
cmd-receive-title = Receive goods
cmd-receive-about = Goods have come in: <code>/receive MUG-10 24 KYIV PO-17</code>.
cmd-receive-sku = Which one? Its code or barcode.
cmd-receive-quantity = How many have come?
cmd-receive-warehouse = Into which warehouse?
cmd-receive-document = Which delivery note or order? A dash for none.
cmd-transfer-title = Transfer
cmd-transfer-about = From one warehouse to another, with the reason: <code>/transfer MUG-10 6 KYIV LVIV restock</code>.
cmd-transfer-sku = Which one? Its code or barcode.
cmd-transfer-quantity = How many?
cmd-transfer-from = From which warehouse?
cmd-transfer-to = To which warehouse?
cmd-transfer-reason = Why?
cmd-recount-title = Count one SKU
cmd-recount-about = How many of one SKU there are at a place: <code>/recount MUG-10 KYIV 12</code>.
cmd-recount-sku = Which one? Its code or barcode.
cmd-recount-warehouse = In which warehouse?
cmd-recount-counted = How many are there?
cmd-hold-title = Hold
cmd-hold-about = Keep units back for somebody, for some days: <code>/hold MUG-10 3 KYIV Mrs Petrenko</code>.
cmd-hold-sku = Which one? Its code or barcode.
cmd-hold-quantity = How many shall I keep back?
cmd-hold-warehouse = In which warehouse?
cmd-hold-note = For whom, or why? A dash for nothing.
cmd-attach-title = Attach a barcode or label
cmd-attach-about = What a barcode or a label says that nobody knows belongs to a SKU: <code>/attach 4006381333931 MUG-10</code>.
cmd-attach-code = Which barcode? Or what the label says.
cmd-attach-sku = Which SKU does it belong to? Its code, or words of the title.
cmd-photo-title = Photo of a SKU
cmd-photo-about = What a SKU looks like: send a photo as the answer to its card, or with <code>/photo MUG-10</code>.
cmd-photo-photo = Which photo?
cmd-photo-sku = Of which SKU? Its code.
inventory-count-one = 🧮 Count
inventory-count-as-expected = ✔ Counted; it is what I believed, so there is nothing to write:
inventory-recount-again = The stock of { $code } in { $warehouse } was corrected after you counted, so the same loss could be written twice. Nothing was written; please count again.
inventory-hold = 🔒 Hold
inventory-held = 🔒 Held
inventory-hold-plan = This would be kept back:
inventory-hold-left = <b>{ $quantity }</b> of { $free } free, so { $left } stay free; until { $until }
inventory-hold-for = For: { $note }
inventory-hold-yes = ✅ Hold them
inventory-hold-done = 🔒 Kept back:
inventory-hold-line = <b>{ $quantity }</b> until { $until }
inventory-hold-list = { $count ->
    [0] 🔒 Nothing of it is kept back any more.
   *[other] 🔒 This is kept back:
}
inventory-let-go = 🔓 Let go of { $number }
inventory-release-plan = This would be free again:
inventory-release-yes = ✅ Let go
inventory-release-done = 🔓 Free again:
inventory-hold-confirm = 🙋 { $name } asks to keep this back:
inventory-hold-off-sale = { $code } is off sale, so none of it can be kept back.
inventory-hold-over = That hold is over already. Nothing was changed.
inventory-off-sale = ⏸ Off sale
inventory-on-sale = ▶ On sale
inventory-off-sale-plan = It would be off sale until somebody puts it back: whoever looks for it is told, and none is ordered.
inventory-off-sale-yes = ✅ Take it off sale
inventory-off-sale-done = ⏸ It is off sale now.
inventory-on-sale-plan = It would be on sale again.
inventory-on-sale-yes = ✅ Put it back on sale
inventory-on-sale-done = ▶ It is on sale again.
inventory-not-for-sale = ⏸ off sale
inventory-condition-new = new
inventory-condition-open_box = open box
inventory-condition-refurbished = refurbished
inventory-condition-used = used
inventory-condition-for_parts = for parts
inventory-kind-receive = received
inventory-kind-sell = sold
inventory-kind-adjust = adjusted
inventory-kind-count = counted
inventory-kind-transfer = transferred
inventory-kind-return = returned
inventory-taken-back = taken back
inventory-kind-write_off = written off
inventory-listing-active = active
inventory-listing-inactive = inactive
inventory-listing-out_of_stock = out of stock
inventory-listing-missing = not listed any more
inventory-listing-unknown = state unknown
inventory-minutes = { $count } min
inventory-hours = { $count } h
inventory-days = { $count } d
inventory-on-hold = ⏸ Off sale, by { $why }.
inventory-balance = { $hand } on hand{ $has_reserved ->
    [0] {""}
   *[other] , { $reserved } reserved
}{ $has_incoming ->
    [0] {""}
   *[other] , { $incoming } coming
}, <b>{ $free } free</b>
inventory-free = { $free } free
inventory-kit = Put together from { $parts }.
inventory-kit-off-sale = ⏸ Off sale: { $parts }. None can be put together.
inventory-virtual = Nothing to store: it is a service or a download.
inventory-nowhere = In no warehouse, and never was.
inventory-listed = { $quantity } for { $price }, { $state }, { $age } ago
inventory-order = 📉 { $forecast } expected, reordered at { $point }: <b>order { $order }</b>.
inventory-enough = 📈 { $forecast } expected, reordered at { $point }: enough.
inventory-velocity = ⏱ { $month } sold in 30 days; lasts { $days } days.
inventory-adjust = ± Adjust
inventory-receive = 📥 Receive
inventory-transfer = 🔁 Transfer
inventory-history = 📜 History
inventory-watch = 🔔 Watch
inventory-unwatch = 🔕 Unwatch
inventory-refresh = 🔄 Refresh
inventory-card = 📦 Card
inventory-older = Older ›
inventory-previous = ‹ Previous
inventory-next = Next ›
inventory-found = { $count ->
    [one] { $total } match for “{ $words }”:
   *[other] { $more ->
        [yes] More than { $total } matches for “{ $words }”. The first:
       *[no] { $total } matches for “{ $words }”:
    }
}
inventory-nearest = Nothing is called “{ $words }”. These are the nearest:
inventory-nothing = I found nothing for “{ $words }”, and nothing that is spelled alike. Try fewer words, or the beginning of the code.
inventory-no-such = There is no SKU “{ $name }”. /stock finds it by words.
inventory-which = “{ $name }” could be { $codes }. Please write the whole code.
inventory-no-warehouse = There is no warehouse “{ $name }”. There are: { $codes }.
inventory-plan = This would change:
inventory-reason = Reason: { $reason }
inventory-reason-damaged = Damaged
inventory-reason-lost = Lost
inventory-reason-found = Found
inventory-reason-miscounted = Miscounted
inventory-reason-sample = Sample
inventory-reason-restock = Restock
inventory-reason-order = For an order
inventory-reason-repair = Repair
inventory-reason-room = To make room
inventory-write = ✅ Write it
inventory-written = ✅ Written:
inventory-moved = The stock has moved meanwhile; nothing was written. Now it would change like this:
inventory-undo = ↩ Undo
inventory-undone = ↩ Taken back:
inventory-undo-late = Changes can be undone for { $minutes } minutes. Please adjust the stock instead.
inventory-zero = A change of zero changes nothing. Please write how many more or fewer.
inventory-same-place = That is the warehouse it comes from. Please name another.
inventory-short = Only { $available } of { $code } can be taken in { $warehouse }, not { $wanted }. Nothing was changed.
inventory-not-stocked = { $code } has no stock of its own: it is put together from others, or it is a service.
inventory-unknown = I do not know { $name }.
inventory-reversed = This was taken back already, or is itself a taking back.
inventory-closed = Somebody else has changed it meanwhile. Nothing was changed; please look again.
inventory-beyond-units = ⚠️ That is more than { $units } units: a lead must confirm it.
inventory-beyond-value = ⚠️ That is worth { $worth }, more than { $value }: a lead must confirm it.
inventory-ask-lead = 🙋 Ask a lead
inventory-no-lead = There is nobody who could confirm it. Please speak to the owner.
inventory-theirs = Nothing was changed: { $name } or a lead can press this.
inventory-asked = { $count ->
    [one] I have asked { $count } lead. You will hear here what was decided about:
   *[other] I have asked { $count } leads. You will hear here what was decided about:
}
inventory-confirm = 🙋 { $name } asks to write this ({ $reason }):
inventory-confirm-plain = 🙋 { $name } asks to write this:
inventory-yes = ✅ Confirm
inventory-no = ✖ Refuse
inventory-refused = ✖ Refused; nothing was written:
inventory-was-refused = ✖ { $name } has refused; nothing was written:
inventory-was-confirmed = ✅ { $name } has confirmed; it is written:
inventory-no-history = Nothing has happened to it yet.
inventory-watching = You will be told when it runs low.
inventory-not-watching = You will not be told of it any more.
inventory-not-a-picture = That is not a picture I can read. Please send a photo (JPEG, PNG or WebP).
inventory-no-barcode = I see no barcode in this picture. Please go closer, hold still, and avoid reflections.
inventory-unknown-code = The code says <code>{ $code }</code>; no SKU has it.
inventory-attach = ✅ Attach
inventory-attached = 🔗 { $code } is attached.
inventory-detached = ↩ { $code } is not attached any more.
inventory-attach-choose = 🔗 Attach to a SKU
inventory-attach-plan = 🔗 { $code } would belong to:
inventory-attach-which = 🔗 { $code }: which of these is it?
inventory-attach-other = 🔎 Another
inventory-no-gtin = “{ $code }” looks like a barcode, but its last digit should be { $right }: a digit was misread or mistyped. If it is a label of your own, write <code>={ $code }</code>.
inventory-misfit = “{ $code }” looks like a barcode, but its last digit should be { $right }: a digit was misread or mistyped, or it is a label of your own.
inventory-misfit-is = { $code } is <b>{ $sku }</b>: { $title }
inventory-attach-own = 🔗 It is a label of our own
inventory-no-label = A label says something, in at most 300 characters.
inventory-photo = 🖼 Photo
inventory-photo-plan = This photo would be shown on its card.
inventory-photo-instead = This photo would be shown on its card, in place of the one that is there.
inventory-photo-yes = ✅ Set it
inventory-photo-set = The photo is set: its card has a button for it.
inventory-photo-gone = It has no photo any more.
inventory-own-code = { $code } is a SKU's own code: it is found by that anyway.
inventory-barcode-taken = { $code } belongs to { $sku } already.
inventory-codes = { $count ->
    [one] { $count } code:
   *[other] { $count } codes:
}
inventory-code-unknown = no SKU has it
set-inventory-limit_percent = Price change without a lead, percent
set-inventory-limit_percent-about = Staff change a price by up to so many percent; a lead must confirm more.
cmd-low-title = Running low
cmd-low-about = What is below its reorder point, how fast it sells and how much to order: <code>/low</code>, <code>/low dell</code>.
cmd-low-words = Which supplier, or which words of the title?
cmd-alerts-title = Stock alerts
cmd-alerts-about = Whether this chat hears of what runs out.
cmd-price-title = Price
cmd-price-about = What it is sold for, and where: <code>/price MUG-10</code>. With a price, sets it: <code>/price MUG-10 249.90 EUR ebay-main from 2026-12-01</code>.
cmd-price-sku = Which one? Its code or barcode.
cmd-price-change = Which price?
cmd-setprice-title = Change a price
cmd-setprice-about = A new price: <code>/setprice MUG-10 249.90 EUR</code>, also with an account, <code>from</code> a day, <code>floor</code> and <code>ceiling</code>.
cmd-setprice-sku = Which one? Its code or barcode.
cmd-setprice-price = Which price? You can add an account, “from 2026-12-01”, “floor 199” and “ceiling 299”.
cmd-cost-title = Cost
cmd-cost-about = What a unit costs and has cost: <code>/cost MUG-10</code>. With a cost, sets it: <code>/cost MUG-10 3.10 EUR landed 0.40</code>.
cmd-cost-sku = Which one? Its code or barcode.
cmd-cost-change = Which cost?
cmd-setcost-title = Change a cost
cmd-setcost-about = What a unit costs from now or from a day on: <code>/setcost MUG-10 3.10 EUR landed 0.40 2026-11-01</code>.
cmd-setcost-sku = Which one? Its code or barcode.
cmd-setcost-cost = What does a unit cost? You can add “landed 0.40” for bringing it here, and a day.
cmd-sales-title = Sales
cmd-sales-about = What was sold where and when: <code>/sales</code>, <code>/sales MUG-10 week</code>, <code>/sales ebay-main 2026-Q3</code>.
cmd-sales-what = Which SKU, account or period?
cmd-profit-title = Profit
cmd-profit-about = What is left of the sales: <code>/profit</code>, <code>/profit MUG-10 30d</code>, <code>/profit 2026-01-01..2026-03-31</code>.
cmd-profit-what = Which SKU, account or period?
inventory-as-xlsx = 📄 As XLSX
inventory-as-picture = 📈 As picture
inventory-dark = 🌙 Dark
inventory-light = ☀️ Light
inventory-low = { $count ->
    [one] 📉 <b>{ $total } SKU</b> runs low.
   *[other] 📉 <b>{ $total } SKUs</b> run low, shortest cover first.
}
inventory-low-of = { $count ->
    [one] 📉 <b>{ $total } SKU</b> for “{ $words }” runs low.
   *[other] 📉 <b>{ $total } SKUs</b> for “{ $words }” run low, shortest cover first.
}
inventory-low-none = 👍 Nothing is below its reorder point.
inventory-low-none-of = 👍 Nothing for “{ $words }” is below its reorder point.
inventory-low-pace-of = Pace over 7 · 30 · 90 days, without days out of stock; as of { $age } ago.
inventory-low-no-pace = How fast things sell is reckoned every night; it has not been yet.
inventory-low-order = <b>{ $code }</b> · order <b>{ $order }</b>
inventory-low-off-sale = <b>{ $code }</b> · ⏸ off sale, order none
inventory-low-stock = { $forecast } expected, reordered at { $point }{ $incoming ->
    [0] {""}
   *[other] , { $incoming } of them coming
}
inventory-low-pace = { $week } · { $month } · { $quarter } a day{ $days ->
    [-1] {""}
    [one] , lasts { $days } day
   *[other] , lasts { $days } days
}
inventory-low-still = none sold in 90 days
inventory-low-sheet = { $count ->
    [one] { $count } SKU that runs low.
   *[other] { $count } SKUs that run low.
}
inventory-col-sku = SKU
inventory-col-title = Title
inventory-col-supplier = Supplier
inventory-col-order = Order
inventory-col-on_hand = On hand
inventory-col-incoming = Incoming
inventory-col-reserved = Reserved
inventory-col-forecast = Expected
inventory-col-reorder_point = Reorder at
inventory-col-multiple = Pack
inventory-col-lead_days = Lead days
inventory-col-cover = Days of cover
inventory-col-sold_7 = Sold 7 d
inventory-col-sold_30 = Sold 30 d
inventory-col-sold_90 = Sold 90 d
inventory-col-per_day_7 = A day, 7 d
inventory-col-per_day_30 = A day, 30 d
inventory-col-per_day_90 = A day, 90 d
inventory-col-from = From
inventory-col-account = Account
inventory-col-marketplace = Marketplace
inventory-col-currency = Currency
inventory-col-units = Units
inventory-col-revenue = Revenue
inventory-col-settled = Fees
inventory-col-fees = Fees paid
inventory-col-shipping = Shipping
inventory-col-refunded = Refunded
inventory-col-cost = Cost
inventory-col-margin = Margin
inventory-col-uncosted = Units without cost
inventory-alerts-on = 🔔 This chat hears of every SKU that runs low: once when it does, and every morning how things stand.
inventory-alerts-off = 🔕 This chat does not hear of what runs low.
inventory-alerts-turn-on = 🔔 Turn on
inventory-alerts-turn-off = 🔕 Turn off
inventory-alert = { $count ->
    [one] 📉 A SKU runs low:
   *[other] 📉 { $count } SKUs run low:
}
inventory-alert-more = And { $count } more.
inventory-alert-all = 📉 All that is low
inventory-digest = { $count ->
    [one] ☀️ Good morning. <b>{ $count } SKU</b> is low:
   *[other] ☀️ Good morning. <b>{ $count } SKUs</b> are low; these run out first:
}
inventory-drift = { $count ->
    [one] ⚠️ The stock of { $count } SKU is not what the ledger adds up to: { $skus }. Somebody has written past the ledger. Until it is rebuilt, trust the ledger.
   *[other] ⚠️ The stock of { $count } SKUs is not what the ledger adds up to: { $skus }. Somebody has written past the ledger. Until it is rebuilt, trust the ledger.
}
inventory-everywhere = everywhere
inventory-prices = 💶 Prices
inventory-costs = 🏷 Costs
inventory-cost = 🏷 Cost
inventory-price-change = ✏️ Change the price
inventory-price-none = It has no price yet.
inventory-price-held = { $place }: <b>{ $price }</b>, since { $since }
inventory-price-floor = , not below { $price }
inventory-price-ceiling = , not above { $price }
inventory-price-coming = ⏳ from { $from }, { $place }: { $price }
inventory-price-shown = 🛒 { $account } shows { $price } ({ $age } ago)
inventory-price-plan = This would change the price:
inventory-price-set = ✅ The price is set:
inventory-price-moved = The price has been changed meanwhile; nothing was written. Please look again.
inventory-price-not-yours = You can look at prices, not change them. Please ask a lead.
inventory-price-confirm = 🙋 { $name } asks to set this price:
inventory-from-now = from now on
inventory-past = That day is over. A price begins today or later.
inventory-not-money = “{ $text }” is not an amount. Please write it like 249.90 or 249,90 EUR.
inventory-which-currency = In which currency? Please write it like 249.90 EUR.
inventory-two-numbers = “{ $text }” can mean { $grouped } or { $fraction }. Please write it without a mark for thousands.
inventory-too-fine = “{ $text }” has more decimals than there are coins.
inventory-two-currencies = Two currencies in one change do not go together. Please use one.
inventory-bounds-not-yours = A floor and a ceiling are set by leads.
inventory-below-floor = { $price } is below the floor of { $floor }. A lead can lower the floor: “{ $price } floor …”.
inventory-above-ceiling = { $price } is above the ceiling of { $ceiling }. A lead can raise the ceiling: “{ $price } ceiling …”.
inventory-beyond-percent = ⚠️ That is a change by more than { $percent } %: a lead must confirm it.
inventory-beyond-first = ⚠️ There is no price to compare it with: a lead must confirm it.
inventory-cost-change = ✏️ Change the cost
inventory-cost-none = Its cost is not known yet.
inventory-cost-plain = <b>{ $total }</b> a unit
inventory-cost-landed = <b>{ $total }</b> a unit: { $unit } to the supplier, { $landed } to bring it here
inventory-cost-plan = This would change the cost:
inventory-cost-past = What was sold since then is reckoned anew.
inventory-cost-set = ✅ The cost is set:
inventory-cost-moved = The cost has been changed meanwhile; nothing was written. Please look again.
inventory-sales = 📊 Sales
inventory-profit = 💰 Profit
inventory-sales-none = Nothing was sold in this time.
inventory-sales-sum = { $units } sold for <b>{ $revenue }</b>
inventory-sales-more = And { $count } earlier: they are in the spreadsheet.
inventory-sales-converted = All in { $currency }, at the rate of each day.
inventory-sold-in = Sold in { $currency }:
inventory-sales-what = “{ $word }” is no period, account or SKU that I know. Periods are written like week, 30d, 2026-10, 2026-Q3 or 2026-01-01..2026-03-31.
inventory-profit-sum = { $settled ->
    [yes] Fees settled
   *[no] ≈ Fees estimated
}: { $units } sold for { $revenue }
    fees { $fees }, shipping { $shipping }
    refunds { $refunded }, cost { $cost }
    margin <b>{ $margin }</b> ({ $percent } %){ $uncosted ->
    [0] {""}
    [one] ; { $uncosted } unit has no known cost in this currency and counts as free
   *[other] ; { $uncosted } units have no known cost in this currency and count as free
}
inventory-settled = settled
inventory-estimated = estimated
inventory-others = others
inventory-no-rate = There is no rate from { $from } to { $to } for one of these days, so they stay apart.
inventory-all-in = All in { $currency }
inventory-apart = Currencies apart
inventory-7-days = 7 d
inventory-30-days = 30 d
inventory-90-days = 90 d
inventory-year = Year
inventory-by-day = Days
inventory-by-week = Weeks
inventory-by-month = Months
inventory-by-place = Marketplaces
inventory-top = Top
inventory-bottom = Bottom
inventory-chart = 📈 Chart
inventory-chart-note = On hand, { $days } days
inventory-all-warehouses = all warehouses
cmd-count-title = Count
cmd-count-about = Count a warehouse or some SKUs together: <code>/count KYIV</code>, <code>/count KYIV MUG-10 MUG-20</code>.
cmd-count-what = Which warehouse, and which SKUs in it?
cmd-tally-title = Counted
cmd-tally-about = How many there are of what is being counted: <code>14</code>, or <code>/tally MUG-10 14</code> to correct one.
cmd-tally-quantity = How many are there? A code, or a photo of a barcode, says what you have before you.
inventory-count = 🧮 Which warehouse shall we count?
inventory-count-open = 🧮 These counts are open. Go on with one, or begin another.
inventory-count-what = 🧮 What shall we count in { $warehouse }? SKUs can also be written: <code>/count { $warehouse } MUG-10</code>.
inventory-count-all = 🧮 Everything
inventory-count-these = 🧮 We count { $what } in { $warehouse }.
inventory-count-begin = ▶ Begin
inventory-count-progress = 🧮 <b>{ $name }</b>: { $counted } of { $items } counted
inventory-count-how-many = How many are there? Write the number, or choose below.
inventory-count-expected = ✅ As expected
inventory-count-type = ⌨️ Type it
inventory-count-later = ⏭ Later
inventory-count-leave = 🚪 Leave
inventory-count-next = ▶ Go on
inventory-count-review = 📋 Review
inventory-count-done = Everything is counted. A lead can write it into the ledger now.
inventory-count-found-how = Did you find something that was not on the list? <code>/tally MUG-10 3</code> adds it.
inventory-count-one-at-a-time = I see several items in this picture. Please take a photo of one.
inventory-count-counted = { $code } is counted already: { $counted }, by { $by }. <code>/tally { $code } 14</code> corrects the number.
inventory-count-theirs = { $by } is counting { $code } right now. <code>/tally { $code } 14</code> writes your number all the same.
inventory-count-not-listed = 🔎 <b>{ $code }</b> is not on the list of { $name }.
    { $title }
    Shall I add it{ $counted ->
        [none] {""}
       *[other] {" "}with { $counted } counted
    }, so that the count shows it?
inventory-count-add = ➕ Add it
inventory-count-taken = The others are counting what is left.
inventory-count-left = What you have not counted is free for the others. Thank you!
inventory-count-number = Please write a whole number, like 14 or =140.
inventory-count-not-counting = You are not counting anything right now. /count begins.
inventory-count-no-variance = So far everything is as expected.
inventory-count-variance = { $count ->
    [one] { $count } difference, { $units } units{ $has_value ->
        [yes] , { $value }
       *[no] {""}
    }:
   *[other] { $count } differences, { $units } units{ $has_value ->
        [yes] , { $value }
       *[no] {""}
    }:
}
inventory-count-asks = 🙋 { $name } asks to write this count:
inventory-count-approve = ✅ Write it
inventory-count-drop = 🗑 Drop it
inventory-count-approved = ✅ { $name } has written the count into the ledger.
inventory-count-drop-plan = What was counted so far would be forgotten:
inventory-count-drop-yes = 🗑 Yes, drop it
inventory-count-dropped = 🗑 { $name } has dropped the count; nothing was written.
inventory-count-closed = This count is over. Nothing was changed.
inventory-count-unknown = There is no count #{ $number }. /count lists those that are open.
inventory-count-nothing = There is nothing to count there.
cmd-import-title = Bring a file in
cmd-import-about = Products, counted stock, prices, costs, sales and more from CSV or XLSX, with a preview: send the file with <code>/import stock</code>.
cmd-import-kind = What is in the file?
cmd-import-kind-products = products
cmd-import-kind-stock = counted stock
cmd-import-kind-prices = prices
cmd-import-kind-costs = costs
cmd-import-kind-barcodes = barcodes
cmd-import-kind-sales = sales
cmd-import-file = Which file? CSV or XLSX, with a row of titles first.
cmd-export-title = Take a file out
cmd-export-about = Everything of a kind as XLSX or CSV, which comes back in as it is.
cmd-export-kind = What do you want?
cmd-export-kind-products = products
cmd-export-kind-stock = stock
cmd-export-kind-prices = prices
cmd-export-kind-costs = costs
cmd-export-kind-barcodes = barcodes
cmd-export-kind-sales = sales
cmd-export-format = As what?
inventory-file-empty = There are no rows in this file, so nothing was changed.
inventory-file-locked = This file is of an old format, or locked with a password. Please save it as XLSX or CSV.
inventory-file-large = This table is larger than I can take. Please send it in parts.
inventory-file-cut = The file breaks off or is damaged. Nothing was changed; please send it again.
inventory-file-damaged = The file breaks off or is damaged at row { $row }. Nothing was changed; please send it again.
inventory-file-unreadable = I cannot read this as a table. Please send CSV or XLSX.
inventory-columns = <b>{ $name }</b>: { $kind }. These are the columns; press one to change it.
inventory-columns-missing = Please say where these are: { $fields }.
inventory-which-column = Which column holds <b>{ $field }</b>?
inventory-no-column = – none
inventory-preview = 👀 Preview
inventory-looking = I am looking through { $name }. Nothing is written yet.
inventory-would = <b>{ $name }</b>, { $count ->
    [one] { $rows } row
   *[other] { $rows } rows
}: { $new } new, { $changed } changed, { $same } the same, { $refused } refused. Nothing is written yet.
inventory-row = row { $row }
inventory-all-refused = All rows that are refused.
inventory-apply = ✅ Write { $rows }
inventory-point = 1234.56
inventory-comma = 1234,56
inventory-day-first = Day first
inventory-month-first = Month first
inventory-writing = Writing { $name }
inventory-imported = ✅ { $name }: { $new } new, { $changed } changed, { $same } the same, { $refused } refused.
inventory-import-stopped = ✖ { $name } was stopped after { $rows } of { $all } rows. In are { $new } new and { $changed } changed; they stay in. For the rest, send the file again.
inventory-exporting = I am making the file; it comes here in a moment.
inventory-export-large = { $rows } rows are more than one file of Telegram holds. Please use the command line.
files-missing = it is needed, and the cell is empty.
files-missing-for-new = it is not there yet, so this field is needed, too.
files-not-a-number = “{ $text }” is not a number.
files-not-whole = “{ $text }” is not a whole number.
files-too-large = “{ $text }” is too large.
files-too-fine = “{ $text }” has more than { $decimals } decimals.
files-two-numbers = “{ $text }” can mean { $grouped } or { $fraction }. Please press how decimals are written.
files-not-a-date = “{ $text }” is not a date.
files-two-dates = “{ $text }” can mean { $day-first } or { $month-first }. Please press what comes first.
files-too-small = it cannot be less than { $least }.
files-too-long = it has more than { $most } bytes.
files-bad-character = it has a character that no text can have.
files-long-label = it has more than { $most } characters, and no label has.
files-check-digit = the last digit of { $text } should be { $right }: a digit was misread or mistyped. If it is a label of your own, write ␣{ $text }.
files-unknown-word = “{ $text }” is not one of: { $known }.
files-no-currency = nothing says in which currency it is. Please press one.
files-not-a-currency = “{ $text }” is not a currency, like EUR.
files-two-currencies = the cell is in { $cell }, the row in { $row }.
files-unknown = there is no { $what } { $name }.
files-not-stocked = { $code } has no stock of its own: it is a kit or virtual.
files-twice = row { $row } says it already.
files-below-floor = { $price } is below the floor of { $floor }.
files-above-ceiling = { $price } is above the ceiling of { $ceiling }.
files-reorder-to = it cannot be below the reorder point.
files-stays = it is { $is } and stays so; only its other fields can change.
files-short = only { $available } are there, and this warehouse does not go below zero.
cmd-count-file = Which file?
inventory-col-counted = Counted
inventory-count-as-table = 📄 As a table
inventory-count-paper = Write into the column “Counted” what is there, and send the file back with <code>/count #{ $number }</code>. What stays empty stays uncounted.
inventory-count-which = Which count is this file for? Please send it with the number of the count, like <code>/count #7</code>.
inventory-count-file-no-table = I cannot read this file as a table. Please send a CSV or XLSX file.
inventory-count-file-long = That file has more than { $most } rows. Please send it in parts.
inventory-count-file-columns = I do not find the columns. The first row must name them: sku and counted.
inventory-count-file-number = Row { $row }: “{ $text }” is not a number of units. Nothing was taken over.
inventory-count-file-sku = Row { $row }: there is no SKU “{ $code }”. Nothing was taken over.
inventory-count-file-taken = { $count ->
    [one] ✔ { $count } row is taken over.
   *[other] ✔ { $count } rows are taken over.
}
inventory-open-prices = 💶 Prices
inventory-count-bin = Single bins cannot be counted: sales and receipts are written by warehouse, so I do not know what should lie in { $bin }. Please count the warehouse, or name the SKUs.
inventory-count-bin-open = This count is of one bin, and I do not know what should lie in one. Please drop it and count the warehouse, or SKUs of it.
inventory-count-not-yours = It was counted meanwhile, or somebody else is at it. Nothing was changed; <code>/tally MUG-10 14</code> corrects a number.
inventory-count-otherwise = ⚠️ This is not what was shown: something was counted meanwhile, and nothing was written. Now it is:
inventory-count-again = { $count ->
    [one] 🔁 { $name }: the stock of { $codes } was corrected after it was counted, so the same loss could be written twice. It is back on the list and has to be counted again; nothing was written.
   *[other] 🔁 { $name }: the stock of { $codes } was corrected after they were counted, so the same loss could be written twice. They are back on the list and have to be counted again; nothing was written.
}
inventory-count-file-moment = Row { $row }: the column “As of” was changed. Please leave it as it is, or send the list without it. Nothing was taken over.
inventory-count-file-twice = Rows { $first } and { $second } both say how many of { $code } there are. Please make one row of them. Nothing was taken over.
inventory-col-as_of = As of
files-sold-since = { $sold } have gone since the file was looked at, more than it counts. Please count again.
files-not-a-time = the time in “{ $text }” cannot be read. Please write it as 2026-11-21 13:45.
inventory-apply-same = ✅ It is as counted
files-other-brand = row { $row } says that this product is of { $brand }, and a product has one brand.
inventory-beyond-worth = ⚠️ That is worth more than { $value }: a lead must confirm it.
inventory-receive-which = Some are on order. If these are they, choose the order, so that they are not expected any more:
inventory-receive-order = Of order { $order } { $left ->
    [0] nothing more is
   *[other] { $shown } more are
} expected after this.
inventory-out = { $count ->
    [one] ⛔ A SKU has run out:
   *[other] ⛔ { $count } SKUs have run out:
}
inventory-watching-out = You will be told when it runs out. It has no reorder point, so it is never low before.
inventory-rebuild = 🔧 Rebuild from the ledger
inventory-rebuilt = { $count ->
    [one] 🔧 The stock of { $count } place is what the ledger adds up to again.
   *[other] 🔧 The stock of { $count } places is what the ledger adds up to again.
}
files-not-a-kit = { $code } is no kit.
files-same-currency = a rate is between two currencies.
cmd-import-kind-warehouses = warehouses
cmd-import-kind-accounts = accounts
cmd-import-kind-components = parts of kits
cmd-import-kind-rates = exchange rates
cmd-import-kind-fees = fees
cmd-import-kind-refunds = refunds
cmd-import-kind-expected = expected receipts
cmd-export-kind-fees = fees
cmd-export-kind-refunds = refunds
cmd-export-kind-expected = expected receipts
files-more-than-sold = only { $sold } were sold.
files-other-line = line { $line } of this order is about something else, and stays so.
files-order-over = this was closed: all of it has come, or it was called off.
cmd-export-kind-warehouses = warehouses
cmd-export-kind-accounts = accounts
cmd-export-kind-components = parts of kits
cmd-export-kind-rates = exchange rates
