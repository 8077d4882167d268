#include "anonymize/word_lists.h"

namespace lyhord::anonymize::word_lists {

// Given names that are hardly ever anything else, also in lower case.
const std::string_view first_names =
    "abbas abdi abdirahman abdul abdulla abdullah adam adrian agnes agneta ahmad ahmed aida aino "
    "albert albin alexander alexandra alfred algot ali alicia alina allan alvin amanda amelia "
    "amina amir amira anders andreas andrej andrii andrzej anette angelica angelina anita anja "
    "anki ann anna anne anneli annelie annette annica annie annika anton antonia arne arvid asad "
    "asif astrid aurora axel ayse aziz barbro bassam beatrice bengan bengt benjamin berit bernt "
    "bertil birger birgit birgitta birgitte bodil bogdan bosse britt britta börje camilla carina "
    "carl carlos carolina caroline casper catarina catharina cecilia charlie charlotta charlotte "
    "christer christian christina christine christoffer claes claudia conny cornelia dana dani "
    "daniel daniela danne dariusz david dennis diana diego dimitri dolly ebba edith edvin edward "
    "eero egon einar elena elias elin elina eliott elis elisabet elisabeth elise ella ellen "
    "ellinor elliot elma elmer elna eloise elsa elvira emelie emil emilia emma emmanuel emmy "
    "enrique eric erica erik erika erland ernst eskil eva evelina evert ewa fabian fadumo farah "
    "fares farhad faris fatemeh fatima fatma fatuma felicia felix filip filippa folke frans "
    "fredrik fredrika frida fritjof gabriel gabriella georg george gerd gerda gertrud gittan "
    "gottfrid greger gregor greta gudrun gunborg gunhild gunilla gunnar gunnel gunvor gustaf "
    "gustav göran gösta habib hadi haidar hamid hampus hamza hanna hannah hannes hannu harald "
    "harry hasan hassan hedvig heikki helen helena helene helga helge helmer henning henric "
    "henrik henry herbert herman hilda hilma hjalmar hosein hossein hugo husein hussein ibrahim "
    "ida igor ilona ingalill inge ingeborg ingegerd ingela ingemar inger ingmar ingrid "
    "ingvar irena irene irina iryna isa isabel isabella isabelle isak ismail ivan ivar iwona "
    "jacob jakob jamal james jamila jan-erik jan-olof jane janne jari jasmin jasmine jassim "
    "javier jean jeanette jeff jelena jenni jennifer jenny jens jerker jerry jesper jessica "
    "jessika jimmy joachim joakim joanna jocke joel johan johanna johannes john johnny jon jonas "
    "jonathan jonna jonny jorge jorma josef josefin josefina josefine joseph juan juha juhani "
    "jukka julia julian juliana julius justin jörgen kaarina kajsa kalle kamal kamil kari karima "
    "karin karl karolina kasper katarina katharina katja katrin kenneth kent kerstin kevin "
    "khadija khaled khalid kirsi kjell klas knut konrad krister kristian kristin kristina "
    "kristine kristofer kristoffer krystyna kurt laila lars lasse latifa layla leena leif leila "
    "lena lenita lennart leonard leonid leopold leyla liam liban liisa lilian lillemor lillian "
    "lilly lina linda linus lisa lisbet lisbeth liselott liselotte lisen lotta louise lovisa "
    "lovise lucas ludvig ludwig luis lukas lydia maciej madeleine madelene magda magdalena maggan "
    "magnus mahad mahmoud mahmud maja majken malena malin malte manfred manuel marcus margareta "
    "margaretha margit margot maria mariam marianne marie marika marina mario marita marjatta "
    "markku markus marta martin martina mary maryam mathias mathilda matilda mats matteo matteus "
    "matti mattias mehdi mehmet melissa melker merja mia micael michael michaela michal michelle "
    "micke miguel mikael mike mikko milad milan milla mirja mirjam miroslav moa mohamad mohamed "
    "mohammad mohammed molly mona moses muhammad muhammed mustafa mykola märta märtha nadia nadja "
    "naima najib najma natalia natalie natalija natasha nathalie nela nicklas niclas nicole niels "
    "nikita niklas niklaus nikola nikolai nikolaj nils nina nisse noah noel noor nour oksana oleh "
    "oleksandr olena olga oliver olivia olle olof olov omar osama oscar oskar osman ossian otto "
    "ove paavo pablo patricia patrick patrik paul paula paulina pauline pavel pawel peder pedro "
    "pekka pelle per-erik per-olof pernilla peter petra petter philip pia piotr pirjo pirkko "
    "pontus päivi rachel rafael ragnar ragnhild rahim raija rakel ralf rami ramona rana rania "
    "rashid rasmus rebecca rebecka reine reza ricardo richard rickard rikard risto robert roberto "
    "robin roger roland rolf ronald ronja ronny rosita roy rune ruth sabina sadia salim "
    "sally salma salome samir samira samuel sandra sanna sannah sara sarah sebastian selma seppo "
    "sergej sergio serhii sharif sigbritt signe sigrid sigurd sigvard silvia simon simone siri "
    "siv sixten sofia sofie solveig sonja sophia sophie stefan stella stellan stina sture sune "
    "susan susann susanna susanne svante sven svetlana sylvia tanja tapio tariq tarja tatjana ted "
    "teresa tetiana therese therése thomas thor-björn tilda tilde timo tina tobias tomas tommie "
    "tommy tony torbjörn tord torgny torkel torsten torvald tova tove tuomas tuula tyra ulf ulla "
    "ulrica ulrik ulrika ursula valdemar valentina vanessa veikko vendela vera verner veronica "
    "veronika victor victoria vidar viggo viktor viktoria vilgot vilhelm vilmer vincent viveka "
    "vladimir wajid waleed walid walter wenche wendela werner wilhelm william wilma xander yasin "
    "yasmin yasmine yassin ylva yngve younes yousef youssef yusuf yvonne zahra zainab zara zeinab "
    "zlatan zoran åke åsa örjan";

// Given names that are also ordinary words, towns, months or shops.
const std::string_view common_names =
    "alf alice alma alva april august bella bill bjarne björn bo bror dag disa edda ek elle ester "
    "eve fanny finn frank freja glenn gry gull gun hans hedda heidi helmi hilding ines inga iris "
    "jack jan janina joy juli juni kai kaj kickan kim klara klaus lage lassi leo linnea liv lo "
    "lova love lycke mai maj mari marian mark max mikaela my natan ninni noa nora nova ola per "
    "rolle roman ros rosa rut saga said sam sol sten stickan stig stål svea tage tim tom tor tore "
    "totte ture tuva ulv urban vega vide viking vilja ville viola åse";

// Frequent surnames, for names whose first part proves nothing.
const std::string_view surnames =
    "abdi ahlberg ahlgren ahlström ahmed alfredsson ali alm almgren andersen andersson aronsson "
    "asp axelsson backlund backman bengtsson berg berggren berglund bergman bergqvist bergstrand "
    "bergström bergvall björk björklund björkman blom blomberg blomqvist bolin boman borg boström "
    "brandt bäckman bäckström carlsson dahl dahlberg dahlgren dahlin dahlström danielsson "
    "davidsson edlund edström ek ekberg eklund ekman ekström eliasson engström englund ericsson "
    "eriksson fors forsberg forslund forsman fransson fredriksson frisk gran grahn granberg "
    "granlund grönlund gunnarsson gustafsson gustavsson göransson hagberg haglund hallberg "
    "hallgren hansen hansson hassan hedberg hedin hedlund hedman hellberg hellman hellström "
    "henriksson hermansson hjelm holm holmberg holmgren holmqvist holmström håkansson höglund "
    "ibrahim isaksson ivarsson jakobsson jansson jensen johansen johansson johnsson jonasson "
    "jonsson josefsson jönsson karlsson khan kjellberg knutsson kristensen larsen larsson lind "
    "lindahl lindberg lindblad lindblom lindell linder lindgren lindholm lindmark lindqvist "
    "lindström lund lundberg lundgren lundholm lundin lundmark lundqvist lundström löfgren "
    "löfqvist löfström magnusson malm malmberg malmström martinsson mattsson melin moberg modig "
    "mohamed månsson mårtensson möller nguyen nielsen nilsson norberg nordin nordlund nordström "
    "norman noren norén nyberg nygren nyman nyström näslund odell olofsson olausson olsen olsson "
    "omar oskarsson ottosson palm palmgren pedersen persson petersson pettersson quist rask roos "
    "rosén rosen rydberg ryd salomonsson samuelsson sandberg sandström sjöberg sjögren sjölund "
    "sjöström skog skoglund söderberg söderlund söderström stenberg ström strömberg strand "
    "sundberg sundin sundqvist sundström svensson svärd thorsson tran viklund vikström wallin "
    "wallström wall westberg westerlund westin westman wiberg wikström wiklund winberg åberg "
    "åkesson åström öberg ölund öhman östberg österberg östlund zetterberg zetterström hussein "
    "yusuf mahmoud kovalenko shevchenko bondarenko kowalski nowak virtanen korhonen nieminen "
    "mäkinen laine hosseini rahimi karimi osman farah warsame";

// What a person is called right before the name.
const std::string_view roles =
    "son dotter bror syster kille tjej barnbarn granne grannen grannarna grannfrun läraren "
    "lärarinnan fröken magistern rektorn rektor "
    "kuratorn handläggaren socialsekreteraren tränaren chefen vaktmästaren hyresvärden "
    "fastighetsägaren fritidsledaren fältaren ungdomsledaren doktorn läkaren sköterskan "
    "psykologen prästen kyrkoherden områdespolisen kommunpolisen polismannen poliskvinnan "
    "väktaren ordföranden kommunalrådet förvaltningschefen bibliotekarien kompisen kompis polare "
    "polaren kollegan vännen kusin kusinen farbror tant moster faster morbror mormor farmor "
    "svärmor svärfar bonusmamma bonuspappa sambo sambon särbo pojkvän pojkvännen flickvän "
    "flickvännen exman exmannen exfru exfrun ex-man maken makan hustrun sonen dottern brorsan "
    "syrran lillebror storebror lillasyster storasyster klasskamraten klasskompisen "
    "busschauffören taxichauffören langaren knarklangaren herr fru grabben pojken flickan tjejen "
    "killen gubben kärringen tanten mannen kvinnan";

// Words with a capital letter that are never a part of a name: starts of sentences, authorities,
// groups, days.
const std::string_view ordinary =
    "jag du han hon hen vi ni de dem den det dom man någon några ingen inget inga alla allt min "
    "mitt mina din ditt dina vår vårt våra er ert era sin sitt sina deras hennes dess denna detta "
    "dessa som vad vem vilka vilken hur när var varför därför och men eller så att om medan "
    "eftersom då nu sen sedan här där dit hit igår idag imorgon i på av till från med utan för "
    "mot vid under över genom hos mellan efter innan före kring runt längs bakom framför bredvid "
    "är blir blev har hade får fick kan kunde ska skulle vill ville måste borde kommer kom går "
    "gick gör gjorde ser såg säger sa tycker tror vet känner bor bodde ring skicka snälla tack "
    "hej hejsan hallå ja nej jo inte aldrig alltid ofta ibland kanske bara också även mycket "
    "många mer mest lite en ett två tre fyra fem polis polisen polisens polismyndigheten kommun "
    "kommunen kommunens region regionen staten socialtjänsten räddningstjänsten brandkåren skolan "
    "skolor förskolan fritids fritidsgården biblioteket sjukhuset vårdcentralen trafikverket "
    "länsstyrelsen försäkringskassan arbetsförmedlingen hyresgästföreningen hemab ica coop willys "
    "lidl hemköp systembolaget preem circle shell mcdonalds folk människor ungdomar "
    "ungdomarna barn barnen vuxna äldre pensionärer kvinnor män killar tjejer gäng ungdom boende "
    "medborgare invånare hälsningar orolig oroliga förälder föräldrar mamma pappa anonym kund "
    "besökare medlem ordförande styrelsen föreningen bostadsrättsföreningen brf ab hb sverige "
    "svensk svenska svenskar europa norge danmark finland syrien somalia ukraina måndag tisdag "
    "onsdag torsdag fredag lördag söndag januari februari mars augusti "
    "september oktober november december jul påsk midsommar sommaren vintern hösten våren natten "
    "kvällen dagen torget parken gatan vägen centrum stan staden torg park gata väg skola kyrka "
    "kyrkan kyrkogården hovrätt hovrätten tingsrätten regeringen riksdagen sd moderaterna "
    "socialdemokraterna vänsterpartiet centerpartiet norra södra östra västra gamla nya stora "
    "lilla bättre sämre trygghet otrygghet belysning belysningen fler mindre mera sluta börja "
    "gärna dessutom särskilt speciellt framförallt tyvärr ingenting allting islam kristendom "
    "ramadan google facebook snapchat instagram tiktok sms tv bris samma ju precis egentligen "
    "likadant nåt nått";

// Towns and parishes, so that a place after "granne" or "heter" stays.
const std::string_view places =
    "alingsås arboga arvika askersund avesta boden bollnäs borgholm borlänge borås brunne båstad "
    "eksjö enköping eskilstuna eslöv fagersta falkenberg falköping falun filipstad flen gussjö "
    "gävle göteborg hagfors hallsberg hallstahammar halmstad haparanda hedemora helsingborg "
    "huddinge hudiksvall hultsfred häggdånger hälledal härnösand hässleholm höganäs jokkmokk "
    "junsele järfälla jönköping kalmar karlshamn karlskoga karlskrona karlstad katrineholm kiruna "
    "klippan kramfors kristianstad kristinehamn kumla kungsbacka kungälv kävlinge köping laholm "
    "landskrona lerum lidingö lidköping lindesberg linköping ljungby ljusdal ludvika luleå lund "
    "lycksele lysekil malmö mariestad marielund mjölby mora motala mölndal nacka nordingrå "
    "nordmaling norrköping norrtälje nybro nyköping nynäshamn nässjö odenslund oskarshamn piteå "
    "ramsele ramvik ronneby sala sandviken sigtuna simrishamn skara skellefteå skövde sollefteå "
    "solna stockholm strängnäs strömstad strömsund sundbyberg sundsvall säffle säter söderhamn "
    "södertälje sölvesborg tierp timrå torvalla tranås trelleborg trollhättan täby uddevalla "
    "ullånger ulricehamn umeå uppsala vadstena vansbro varberg vaxholm vetlanda viksjö vilhelmina "
    "vimmerby visby vänersborg värnamo västervik västerås växjö ystad åmål ånge ångermanland åre "
    "älandsbro älmhult ängelholm öland örebro örnsköldsvik östersund östhammar gotland skåne "
    "jämtland norrland dalarna småland";

// Things other than people that "heter" something.
const std::string_view named_things =
    "byn orten staden området kommunen skolan förskolan gatan vägen torget platsen stället parken "
    "affären butiken restaurangen puben krogen klubben föreningen företaget bolaget appen sidan "
    "gruppen projektet kampanjen kyrkan huset kvarteret badet sjön ön hållplatsen stationen "
    "hunden katten boken filmen spelet programmet kursen lagen linjen bussen det den detta";

// Who "heter" something.
const std::string_view pronouns =
    "jag han hon hen som killen tjejen mannen kvinnan pojken flickan sonen dottern grannen barnet "
    "namnet";

// The verbs before a name.
const std::string_view called = "heter hette kallas kallades";

// What stands before a signature.
const std::string_view closings =
    "mvh hälsningar hälsning hälsar hälsn hälsningarna undertecknat undertecknad signerat vh";

// Small words inside a name.
const std::string_view particles = "von af de al el van der bin ibn abu da la";

// Names of shops, towns, ships and months, which have a capital letter inside a sentence too.
const std::string_view brands =
    "max mark nora mora viking vega svea jan sol rut rot maj april juni juli august mars rosa "
    "zara "
    "elle eve klara tor";

}  // namespace lyhord::anonymize::word_lists
