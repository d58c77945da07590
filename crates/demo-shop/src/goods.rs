//! What the goods are called, and what they are worth.

use commerce::Condition;

use crate::chance::Chance;

/// A product: what all its conditions have in common.
pub struct Good {
    pub prefix: &'static str,
    pub brand: &'static str,
    pub title: String,
    /// In US cents, as new.
    pub worth: i64,
    /// Sold new only: cables are not refurbished.
    pub new_only: bool,
}

type Model = (&'static str, &'static str, &'static str, i64);

const LAPTOPS: &[Model] = &[
    ("Dell", "Latitude 7490 14\"", "i5-8350U|i7-8650U", 42_000),
    ("Dell", "Latitude 5420 14\"", "i5-1135G7|i7-1185G7", 58_000),
    ("Dell", "Precision 5550 15.6\"", "i7-10750H|i9-10885H", 98_000),
    ("Dell", "XPS 13 9310 13.4\"", "i5-1135G7|i7-1165G7", 82_000),
    ("HP", "EliteBook 840 G5 14\"", "i5-8350U|i7-8550U", 39_000),
    ("HP", "EliteBook 845 G8 14\"", "Ryzen 5 5650U|Ryzen 7 5850U", 61_000),
    ("HP", "ProBook 450 G8 15.6\"", "i3-1115G4|i5-1135G7", 52_000),
    ("HP", "ZBook Firefly 14 G8", "i5-1145G7|i7-1165G7", 88_000),
    ("Lenovo", "ThinkPad T480 14\"", "i5-8350U|i7-8550U", 41_000),
    ("Lenovo", "ThinkPad T14 Gen 2 14\"", "i5-1135G7|Ryzen 5 5650U", 66_000),
    ("Lenovo", "ThinkPad X1 Carbon Gen 8 14\"", "i5-10310U|i7-10610U", 79_000),
    ("Lenovo", "IdeaPad 5 15ALC05 15.6\"", "Ryzen 5 5500U|Ryzen 7 5700U", 55_000),
    ("Apple", "MacBook Air 13\" A2337", "M1 7-core|M1 8-core", 74_000),
    ("Apple", "MacBook Pro 14\" A2442", "M1 Pro 8-core|M1 Pro 10-core", 145_000),
    ("Acer", "TravelMate P2 14\"", "i3-1115G4|i5-1135G7", 44_000),
    ("ASUS", "ZenBook 14 UX425", "i5-1135G7|i7-1165G7", 64_000),
];

const PHONES: &[Model] = &[
    ("Apple", "iPhone 11", "64GB|128GB", 32_000),
    ("Apple", "iPhone 12", "64GB|128GB|256GB", 42_000),
    ("Apple", "iPhone 13 mini", "128GB|256GB", 48_000),
    ("Apple", "iPhone 14 Pro", "128GB|256GB|512GB", 85_000),
    ("Samsung", "Galaxy S21 5G", "128GB|256GB", 36_000),
    ("Samsung", "Galaxy A54", "128GB|256GB", 29_000),
    ("Samsung", "Galaxy Z Flip4", "128GB|256GB", 52_000),
    ("Google", "Pixel 7", "128GB|256GB", 38_000),
    ("Google", "Pixel 6a", "128GB", 26_000),
    ("Xiaomi", "Redmi Note 12", "64GB|128GB", 17_000),
    ("Motorola", "Edge 30", "128GB|256GB", 28_000),
];

const MONITORS: &[Model] = &[
    ("Dell", "P2419H 24\" IPS", "1920x1080", 14_000),
    ("Dell", "U2720Q 27\" USB-C", "3840x2160", 41_000),
    ("LG", "27UL500 27\" IPS", "3840x2160", 29_000),
    ("LG", "34WN80C 34\" UltraWide", "3440x1440", 47_000),
    ("HP", "E243 23.8\" IPS", "1920x1080", 13_000),
    ("Samsung", "Odyssey G5 27\" curved", "2560x1440", 27_000),
    ("BenQ", "GW2480 23.8\"", "1920x1080", 12_500),
];

const PARTS: &[(&str, i64)] = &[
    ("Keyboard", 3_900),
    ("Battery", 4_800),
    ("LCD screen assembly", 12_500),
    ("Touchpad", 2_900),
    ("Motherboard", 16_900),
    ("CPU fan with heatsink", 2_400),
    ("Palmrest with keyboard", 6_900),
    ("Bottom cover", 2_700),
    ("DC jack cable", 1_200),
    ("Hinges left and right", 1_900),
];

const ACCESSORIES: &[(&str, &str, i64)] = &[
    ("Anker", "PowerPort USB-C charger 65W", 3_900),
    ("Anker", "USB-C to USB-C cable braided", 1_300),
    ("UGREEN", "HDMI 2.1 cable 8K", 1_500),
    ("UGREEN", "USB-C hub 7-in-1", 3_400),
    ("Logitech", "MX Master 3S mouse", 9_900),
    ("Logitech", "K380 Bluetooth keyboard", 3_900),
    ("Logitech", "C920 HD webcam", 6_900),
    ("Kingston", "DDR4 SO-DIMM 3200MHz", 4_200),
    ("Crucial", "P3 Plus NVMe SSD", 6_400),
    ("SanDisk", "Extreme microSDXC", 2_100),
    ("Dell", "WD19S docking station", 13_900),
    ("Targus", "15.6\" laptop backpack", 4_500),
];

/// The product of that number.
pub fn make(seed: u64, number: u64) -> Good {
    let mut chance = Chance::of(seed, 1, number);
    match chance.between(0, 99) {
        0..30 => laptop(&mut chance),
        30..50 => phone(&mut chance),
        50..60 => monitor(&mut chance),
        60..82 => part(&mut chance),
        _ => accessory(&mut chance),
    }
}

fn option(chance: &mut Chance, options: &'static str) -> &'static str {
    let all: Vec<&'static str> = options.split('|').collect();
    chance.pick(&all, options)
}

fn laptop(chance: &mut Chance) -> Good {
    let (brand, model, cpus, worth) =
        chance.pick(LAPTOPS, ("Dell", "Latitude 7490 14\"", "i5-8350U", 42_000));
    let (ram, disk) = (chance.pick(&[8, 16, 16, 32], 16), chance.pick(&[256, 512, 512, 1000], 256));
    let disk_name = if disk == 1000 { "1TB".to_owned() } else { format!("{disk}GB") };
    let cpu = option(chance, cpus);
    let title = format!("{brand} {model} {cpu} {ram}GB {disk_name} SSD");
    Good { prefix: "LT", brand, title, worth: worth + ram * 450 + disk * 12, new_only: false }
}

fn phone(chance: &mut Chance) -> Good {
    let (brand, model, sizes, worth) = chance.pick(PHONES, ("Google", "Pixel 7", "128GB", 38_000));
    let colour = chance.pick(&["Black", "White", "Blue", "Green", "Red", "Graphite"], "Black");
    let lock = chance.pick(&["Unlocked", "Unlocked", "Dual SIM"], "Unlocked");
    let title = format!("{brand} {model} {} {colour} {lock}", option(chance, sizes));
    Good { prefix: "PH", brand, title, worth: worth + chance.between(-20, 60) * 100, new_only: false }
}

fn monitor(chance: &mut Chance) -> Good {
    let (brand, model, size, worth) = chance.pick(MONITORS, ("Dell", "P2419H 24\" IPS", "1920x1080", 14_000));
    let stand = chance.pick(&["with stand", "without stand", "VESA mount"], "with stand");
    let title = format!("{brand} {model} {size} monitor {stand}");
    Good { prefix: "MN", brand, title, worth: worth + chance.between(-5, 15) * 100, new_only: false }
}

fn part(chance: &mut Chance) -> Good {
    let (brand, model, _, _) = chance.pick(LAPTOPS, ("Dell", "Latitude 7490 14\"", "", 0));
    let (name, worth) = chance.pick(PARTS, ("Keyboard", 3_900));
    let variant = chance
        .pick(&["US layout", "UK layout", "UA layout", "DE layout", "OEM", "original", "rev. B"], "OEM");
    let title = format!("{name} for {brand} {model} {variant}");
    Good { prefix: "PT", brand, title, worth: worth + chance.between(-8, 20) * 50, new_only: false }
}

fn accessory(chance: &mut Chance) -> Good {
    let (brand, name, worth) = chance.pick(ACCESSORIES, ("UGREEN", "USB-C hub 7-in-1", 3_400));
    let variant = chance.pick(&["black", "grey", "white", "2-pack", "bulk", "retail box"], "black");
    Good {
        prefix: "AC",
        brand,
        title: format!("{brand} {name} {variant}"),
        worth: worth + chance.between(-4, 9) * 50,
        new_only: true,
    }
}

/// What a condition adds to a title, and leaves of the worth (per cent).
pub fn condition(condition: Condition, chance: &mut Chance) -> (&'static str, i64) {
    match condition {
        Condition::New => ("", 100),
        Condition::OpenBox => (" – open box", 88),
        Condition::Refurbished => (" – refurbished", 76),
        Condition::Used => {
            (chance.pick(&[" – used, grade A", " – used, grade B", " – used, grade C"], " – used"), 58)
        }
        Condition::ForParts => (" – for parts, not tested", 22),
    }
}
