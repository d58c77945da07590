/// Whether a word after the last dot makes an address even without a scheme.
///
/// Telegram keeps a list of about a thousand; this is every two-letter country code by form, and the longer endings that
/// people meet. An address with a scheme needs no list.
pub fn is_common_tld(tld: &str) -> bool {
    let lower = tld.to_lowercase();
    // `end.Then` is two sentences: a capital and small letters after it make no ending.
    if lower != *tld && lower.chars().skip(1).eq(tld.chars().skip(1)) {
        return false;
    }
    if lower.len() == 2 && lower.bytes().all(|c| c.is_ascii_lowercase()) {
        return COUNTRIES.as_bytes().chunks(3).any(|code| code.starts_with(lower.as_bytes()));
    }
    WORDS.split_ascii_whitespace().any(|word| word == lower)
}

const COUNTRIES: &str = "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs \
bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm \
fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo \
jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu \
mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb \
sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us \
uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw ";

const WORDS: &str = "com net org info biz edu gov mil int name mobi travel museum aero coop jobs tel asia cat post app \
dev page site online store shop blog cloud tech digital agency email group team work works tools support services \
systems solutions software studio design media news live life world today space website host press xyz top club vip \
zone link click fun games game art photo photos pictures video music band film tv radio chat social network community \
academy school university training expert guru consulting company business enterprises ventures capital finance \
financial money bank insurance credit loans tax legal law lawyer attorney doctor dental health healthcare care clinic \
hospital fitness yoga beauty fashion clothing shoes jewelry gifts gift flowers garden house homes properties \
property estate rent rentals apartments land villas city town place earth green eco energy solar engineering \
industries construction builders contractors supply supplies equipment parts auto cars car bike taxi limo flights \
holiday vacations tours travel cruises hotels restaurant pizza cafe coffee bar pub beer wine vodka \
kitchen recipes food catering farm fish dog pet horse kim ninja rocks cool wtf lol sexy plus pro one ltd llc inc gmbh \
srl limited report reviews review wiki guide tips faith church foundation charity ngo ong gives fund domains hosting \
codes computer technology science institute education college center directory express delivery direct discount deals \
sale bargains cheap market marketing ads promo events party show theater tickets sport football soccer golf \
tennis run racing win bet casino poker bingo zip mov dad foo cab google amazon apple microsoft youtube google bot ton рф \
укр бел бг срб қаз москва рус дети онлайн сайт орг ком";
