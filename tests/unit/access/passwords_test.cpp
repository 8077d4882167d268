#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "access/password_hasher.h"
#include "access/password_rules.h"
#include "base/limits.h"
#include "staff_room.h"

namespace lyhord::access {
namespace {

namespace limits = base::limits;
using base::Fault;

TEST(PasswordRules, TakesOrdinaryLongPasswords) {
    const std::string longest = "åäöabcd" + std::string(limits::password_characters_max - 7, 'x');
    for (const std::string& password : {std::string("blå cykel under eken"),
                                        std::string("xK4!pq7Zr0&w"),
                                        std::string("sommar i kommunen med glass"),
                                        longest}) {
        EXPECT_TRUE(check_password("anna", password).has_value()) << password;
    }
}

TEST(PasswordRules, RefusesShortLongRepeatedAndGuessedOnes) {
    const std::string too_long = "åäöabcd" + std::string(limits::password_characters_max, 'x');
    const std::string with_zero("cykel\0under eken", 16);
    for (const std::string& password : {std::string(),
                                        std::string("elva tecken"),
                                        std::string("åååååå"),
                                        too_long,
                                        std::string("aaaaaaaaaaaaaaaaaaaa"),
                                        std::string("abababababababab"),
                                        std::string("191212121212"),
                                        std::string("Lösenord123456"),
                                        std::string("Password!2030"),
                                        std::string("anna.andersson"),
                                        std::string("Anna.Andersson-2030!"),
                                        std::string("Sommar2030Kommun"),
                                        std::string("\xC3\x28 inte utf-8 alls"),
                                        with_zero}) {
        EXPECT_TRUE(fails_with(check_password("anna.andersson", password), Fault::invalid))
            << password;
    }
}

TEST(PasswordHasher, EveryHashHasItsOwnSaltAndVerifies) {
    base::SystemRandom random;
    PasswordHasher hasher(random, {.memory_kib = 64, .passes = 1});
    const std::string first = hasher.hash("ett lösenord").value();
    const std::string second = hasher.hash("ett lösenord").value();
    EXPECT_NE(first, second);
    EXPECT_TRUE(hasher.verify(first, "ett lösenord").value());
    EXPECT_TRUE(hasher.verify(second, "ett lösenord").value());
    EXPECT_FALSE(hasher.verify(first, "ett lösenorD").value());
    EXPECT_FALSE(hasher.verify(first, "").value());
}

TEST(PasswordHasher, TheCostOfTheServiceIsTheOneOfTheStandard) {
    base::SystemRandom random;
    PasswordHasher hasher(random, {});
    const std::string encoded = hasher.hash("ett lösenord").value();
    // RFC 9106, section 4, the second recommendation has four lanes; one, since one core computes.
    EXPECT_EQ(encoded.substr(0, 31), "$argon2id$v=19$m=65536,t=3,p=1$");
}

TEST(PasswordHasher, NothingVerifiesWhereThereIsNoAccount) {
    base::SystemRandom random;
    PasswordHasher hasher(random, {.memory_kib = 64, .passes = 1});
    EXPECT_FALSE(hasher.verify("", "").value());
    EXPECT_FALSE(hasher.verify("", "ett lösenord").value());
    EXPECT_TRUE(fails_with(hasher.verify("$argon2id$broken", "ett lösenord"), Fault::corrupt));
}

TEST(PasswordHasher, RefusesWhenTooManyWait) {
    base::SystemRandom random;
    PasswordHasher hasher(random, {.memory_kib = 16 * 1024, .passes = 4});
    std::atomic<int> refused = 0;
    std::atomic<int> answered = 0;
    std::vector<std::thread> clients;
    for (int i = 0; i < 3 * limits::logins_waiting_max; ++i) {
        clients.emplace_back([&] {
            const auto verified = hasher.verify("", "gissning");
            ++(verified ? answered : refused);
        });
    }
    for (std::thread& client : clients) {
        client.join();
    }
    EXPECT_GE(answered.load(), limits::logins_waiting_max);
    EXPECT_GT(refused.load(), 0);
    EXPECT_TRUE(hasher.verify("", "gissning").has_value());  // every place was given back
}

}  // namespace
}  // namespace lyhord::access
