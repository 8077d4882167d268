#include "unit/anonymize/support.h"

namespace lyhord::anonymize {
namespace {

TEST(EmailForms, AreMaskedHoweverTheSignIsWritten) {
    expect_marked("[E-POST]",
                  {
                      "<kalle@example.se>",
                      "<kalle＠example.se>",
                      "<kalle @example.se>",
                      "<kalle@ example.se>",
                      "<kalle @ example.se>",
                      "<kalle@example .se>",
                      "<kalle@example. se> tack",
                      "<kalle@example,se> tack",
                      "<kalle@\nexample.se>",
                      "<kalle.anka@example\n.se>",
                      "<kalle [at] example [dot] se>",
                      "<kalle(at)example(dot)se>",
                      "<kalle {at} example {dot} se>",
                      "<kalle (a) example.se>",
                      "<kalle(@)example.se>",
                      "<kalle (snabel-a) example (punkt) se>",
                      "<kalle snabela example punkt se>",
                      "<kalle snabel-a example punkt se>",
                      "<kalle snabel a example punkt se>",
                      "<kalle alfakrull example punkt se>",
                      "<kalle at example dot se>",
                      "<KALLE AT EXAMPLE DOT COM>",
                      "<kalle at example.se>",
                      "<kalle ät example punkt se>",
                      "<kalle-at-example-dot-se>",
                      "<kalle_at_example.se>",
                      "<kalle/at/example.se>",
                      "<kalle *at* example *dot* se>",
                      "<kalle[at]gmail[dot]com>",
                      "<kalle snabela gmail> tack",
                      "<kalle at gmail punkt com>",
                      "<kalle punkt anka snabela example punkt se>",
                      "<kalle understreck anka snabela example punkt se>",
                      "<kalle bindestreck anka snabela example punkt se>",
                      "<kalle.anka snabela sub.example.se>",
                      "<k.a.l.l.e@example.se>",
                      "mailto:<kalle@example.se>",
                      "<kalle+spam@example.co.uk>",
                      "<kalle%anka@example.se>",
                      "\"<kalle@example.se>\"",
                      "(<kalle@example.se>)",
                      "<kalle@example.se>;<lisa@example.se>",
                      "<kalle@example.se>/<lisa@example.se>",
                      "<kalle@sub-domain.example.museum>",
                      "<åsa.öberg@exämple.se>",
                      "e-post:<kalle@example.se>.",
                  });
}

TEST(EmailForms, AreNotPrices) {
    expect_kept({
        "5 st @ 50 kr",
        "kaffe å kanelbulle med polisen",
        "jag är at home",
        "vi ses at the library. Se oss där.",
        "look at this dot on the map",
    });
}

TEST(LinkForms, AreMasked) {
    expect_marked("[LÄNK]",
                  {
                      "se <https://example.org/a?b=c#d>",
                      "se <HTTPS://EXAMPLE.ORG>",
                      "se <hxxp://example.org/a>",
                      "se <http:\\\\example.org\\a>",
                      "se <https:/example.org/a>",
                      "se <https//example.org/a>",
                      "se <https: //example.org/a>",
                      "se <www.example.se>",
                      "se <www example se>",
                      "se <www punkt example punkt se>",
                      "se <www,example.se>",
                      "se <WWW.EXAMPLE.SE/A>",
                      "se <bit.ly/3xYz>",
                      "se <tinyurl.com/abc>",
                      "se <t.me/kalle>",
                      "se <wa.me/46701740605>",
                      "se <discord.gg/abc>",
                      "se <goo.gl/maps/abc>",
                      "se <fb.me/kalle>",
                      "se <youtu.be/abc>",
                      "se <t.co/abc>",
                      "se <is.gd/abc>",
                      "se <rb.gy/abc>",
                      "se <lnkd.in/abc>",
                      "se <cutt.ly/abc>",
                      "se <facebook.com/kalle.anka>",
                      "se <m.facebook.com/groups/123>",
                      "se <instagram.com/kalle_95/>",
                      "se <tiktok.com/@kalle>",
                      "se <example.com:8080/path>",
                      "se <drive.google.com/file/d/abc>",
                      "se <flashback.org/t123>",
                      "se <sv.wikipedia.org/wiki/A>",
                      "se <example.info>",
                      "se <min-blogg.example.net>",
                      "se <example.link/abc>",
                      "se <kommun.example/abc>",
                      "läs på <harnosand.se> om detta",
                      "gå in på <harnosand.se> så ser ni",
                      "sidan <harnosand.se> är nere",
                      "<trygg-stad.se> har bilder",
                      "<harnosand.se>",
                      "<http://192.168.10.11/kamera>",
                      "<ftp://example.org/a>",
                      "(<https://example.org/a_(b)>)",
                      "<https://example.org>, <https://example.com>",
                      "<//example.com/x>",
                  });
}

TEST(LinkForms, AreNotSentencesWithoutASpace) {
    expect_kept({
        "Det är dåligt.se över det",
        "Mörkt på kvällen.nu måste ni göra något",
        "m.m. och/eller t.ex. detta",
        "kl.18/19 ungefär",
        "bl.a. i centrum",
        "v.42 och nr.5",
        "Fixa det.Tack",
    });
}

TEST(HandleForms, AreMaskedAfterAService) {
    expect_marked("[KONTONAMN]",
                  {
                      "snap: <kalle95>",
                      "snap <kalle95>",
                      "snap=<kalle95>",
                      "snap - <kalle95>",
                      "snap; <kalle95>",
                      "(snap <kalle_95>)",
                      "snapchat: <kallesnap>",
                      "Snapchat <kalle.svens.95> skickar",
                      "min snap är <kalle95>",
                      "mitt snap heter <kalle95>",
                      "hans insta <kalle_95>",
                      "insta:<kalle.95>",
                      "insta/<kalle_95>",
                      "insta → <kalle_95>",
                      "Instagram-kontot <kalle.svens> hotar",
                      "instagramkontot <kalle_svens> hotar",
                      "instakontot <kalle.svens> hotar",
                      "ig <kalle_95>",
                      "IG: <kallesvens>",
                      "tiktok: <kallesvens>",
                      "tiktok-kontot <kalle.svens> hotar",
                      "tik tok <kalle95>",
                      "kontot <kalle_95> på tiktok",
                      "kontot <kalle.95>",
                      "discord: <kalle#1234>",
                      "discord <kalle#1234>",
                      "<kalle#1234> skrev det",
                      "telegram: <kallesvens>",
                      "telegram <@kallesvens>",
                      "facebook: <kalle.svens.95>",
                      "messenger: <kalle.svens>",
                      "twitch <kalle_live>",
                      "steam: <xXkalleXx>",
                      "roblox <kalle_95>",
                      "fortnite <kalle95>",
                      "psn <kalle-95>",
                      "xbox gamertag <KalleX95>",
                      "gamertag: <KalleX>",
                      "threads <kalle.95>",
                      "bereal: <kallesvens>",
                      "vk: <kallesvens>",
                      "kik: <kallesvens>",
                      "signal: <kalle.01>",
                      "x: <@kalle>",
                      "reddit <u/kalle95>",
                      "<u/kalle95> skrev",
                      "<kalle95> på flashback",
                  });
}

TEST(HandleForms, AreMaskedInOtherWords) {
    expect_marked("[KONTONAMN]",
                  {
                      "<@kalle_95>",
                      "<@kalle.svens>!",
                      "(<@kalle>)",
                      "följ <@kalle95>, <@lisa_01> och <@ali.x>",
                      "<＠kalle95> skrev",
                      "heter <kalle95> på snap",
                      "he goes by <puff_king> on Snapchat",
                      "he is <nightwolf7> on Discord",
                      "add me on snap: <kalle95>",
                      "add <kalle95> on snap",
                      "my insta is <kalle_95>",
                      "my snapchat is <kalle95>",
                      "username <kalle95>",
                      "username: <kallesvens>",
                      "användarnamn: <kallesvens>",
                      "användarnamnet är <kalle95>",
                      "användaren <kalle_95> hotar",
                      "nicket <kalle95> hotar",
                      "aliaset <kalle95> hotar",
                      "går under namnet <kalle_95>",
                      "skriver som <kalle_95> på nätet",
                      "lägg till mig på snap <kalle95>",
                      "lägg till <kalle95> på snap",
                      "skrivet av <natt_varg_x7> igår",
                      "<xx_kalle_xx> filmar barn",
                  });
}

TEST(HandleForms, AreNotOrdinaryWords) {
    expect_kept({
        "Facebook, Instagram och TikTok är problemet.",
        "På snapchat säljs droger.",
        "tiktok: barn filmar varandra",
        "snap är en app",
        "signal 3 på radion",
        "telegram skickades 1950",
        "kontot blev kapat",
        "användaren måste logga in",
        "Det _viktiga_ är ljus",
        "______ fyll i",
        "x: ja, y: nej",
        "Alternativ #2 och #3",
        "nr #1234",
    });
}

TEST(HandleForms, AreMaskedNearAService) {
    expect_marked("[KONTONAMN]",
                  {
                      "kolla storyn på <hsd.fights> insta",
                      "på snap som <loffe.loff> svarar han",
                      "adda <gurkan11> på snap",
                      "snap>> <gurkan11>",
                      "snapchat; <nellihast>",
                      "insta - <hemlig_hsd>, snap - <hemlighsd>",
                      "skicka till <zahra.blomma> (snap)",
                      "Mamma: okänd \"<tomte.nisse.00>\" på Roblox",
                      "på discord kallas han <vargtass_> nu",
                      "på kik heter snubben <nattbjorn88>",
                      "sök på <tjejliganhsd> på snap",
                      "Jag heter <Lyktvakten> på Jodel",
                      "Jag skriver som <Stigbyggaren> på Flashback",
                      "He is <nordicghost> on Snapchat and",
                      "hans namn i minecraft är <blockbyggarn>",
                      "xbox live: <DrakenFly77> hotar oss",
                      "min gamertag är <IceBear Nord> och",
                      "användaren <NorrSvenne> på Flashback",
                      "Signaturen \"<Grodan59>\" på Familjeliv",
                      "username <northernmum> on Reddit",
                      "min snap är <majsanlina>",
                      "Snapchatkontot <zubinqv> hotar",
                      "kallas <qvilla.bmx> på nätet",
                      "snap <kalle understreck nittiotvå>",
                  });
}

TEST(HandleForms, AreNoEmailBesideAnAtSign) {
    expect_marked("[KONTONAMN]",
                  {
                      "skriv till <@ kalle> på insta",
                      "det var <@ludde.brr> som skrev",
                      "twittra till <@nattugglan>",
                  });
    expect_masked({{"möte @ biblioteket", "möte @ biblioteket"},
                   {"På Bluesky är jag @kajkatten.example.social.", "På Bluesky är jag @[LÄNK]."}});
}

TEST(HandleForms, AreNotWordsNearAService) {
    expect_kept({
        "dom lägger ut det på snap",
        "alla ser det på insta.sen kommer polisen",
        "TikTok - varför gör ingen något?",
        "snap, så var bänken borta",
        "covid19 på facebook och fifa24 på xbox",
        "på snap kl.18 och v.42",
        "min insta är full av hat",
        "Kontot på kommunens Instagram är bra",
        "Gruppen på Facebook har 1 400 medlemmar",
        "hotad på snap av okända",
        "YouTube och TikTok på skolan",
        "bild.jpg på facebook",
        "kolla matchen på twitch",
        "på facebook heter gruppen fel",
    });
}

TEST(LinkForms, AreMaskedAsAddressesOfMachines) {
    expect_marked("[LÄNK]",
                  {
                      "min ip är <192.168.1.14>",
                      "från <82.99.12.145> kom det",
                      "ip-adress <8.8.8.8>.",
                      "från <2001:db8:85a3::8a2e:370:7334> kom det",
                      "enheten <5E:FF:56:A2:AF:15> syns",
                      "På <harnosand.se> står det",
                      "enligt <polisen.se> ska",
                  });
    expect_kept({
        "paragraf 1.2.3.4",
        "version 10.2.14.3",
        "kl 12:30:15",
        "3:14 och 2:15:1",
        "std::string",
        "tid 10:20:30:40",
    });
}

}  // namespace
}  // namespace lyhord::anonymize
