// The search must be able to find: a mark that was leaked on purpose, in every form there is.
#include "faults/byte_search.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "faults/byte_forms.h"
#include "support/temporary_store.h"

namespace lyhord::tests {
namespace {

std::string noise(std::size_t size) {
    std::mt19937 random(7);
    std::string out(size, '\0');
    for (char& c : out) {
        c = static_cast<char>(random());
    }
    return out;
}

void leak(const std::filesystem::path& folder, const std::string& bytes) {
    std::ofstream(folder / "leaked", std::ios::binary) << noise(100'003) << bytes << noise(5'000);
}

TEST(ByteSearch, FindsALeakedMarkInEveryForm) {
    const std::string mark = "gränden & \"ån\" 070-174 06 05";
    ByteSearch search;
    search.add_mark("another", "070-174 06 06 vid bäcken");
    search.add_mark("leaked", mark);
    const std::vector<ByteForm> forms = forms_of(mark);
    EXPECT_GE(forms.size(), 35U);
    for (const ByteForm& form : forms) {
        const TemporaryFolder folder;
        leak(folder.path(), form.bytes);
        const std::vector<ByteHit> hits = search.hits_below(folder.path());
        ASSERT_FALSE(hits.empty()) << form.name;
        EXPECT_EQ(hits.front().offset, 100'003U) << form.name;
        EXPECT_EQ(hits.front().label, "leaked, " + form.name);
    }
}

TEST(ByteSearch, KnowsTheFormsThatPrivacyNames) {
    const auto bytes_of = [](std::string_view mark, std::string_view name) {
        const std::vector<ByteForm> forms = forms_of(mark);
        for (const ByteForm& form : forms) {
            if (form.name == name) {
                return form.bytes;
            }
        }
        return std::string("no such form");
    };
    EXPECT_EQ(bytes_of("ån är blå", "NFD"), "a\u030An a\u0308r bla\u030A");
    EXPECT_EQ(bytes_of("hej på dig", "percent-escaped"), "hej%20p%C3%A5%20dig");
    EXPECT_EQ(bytes_of("hej på dig", "JSON-escaped"), "hej p\\u00e5 dig");
    EXPECT_EQ(bytes_of("hej på dig", "HTML-escaped, foreign letters"), "hej p&#229; dig");
    EXPECT_EQ(bytes_of("abcdefghi", "base64 at offset 0"), "YWJjZGVmZ2hp");
    EXPECT_EQ(bytes_of("abcdefghi", "UTF-16BE"), std::string("\0a\0b\0c\0d\0e\0f\0g\0h\0i", 18));
    EXPECT_EQ(bytes_of("abcdefghi", "MD5 in hex"), "8aa99b1f439ff71293e95357bac6fd94");
    EXPECT_EQ(bytes_of("abcdefghi", "SHA-1 in hex"), "c63b19f1e4c8b5f76b25c49b8b87f57d8e4872a1");
}

TEST(ByteSearch, FindsNothingInNoise) {
    ByteSearch search;
    for (int i = 0; i < 1000; ++i) {
        search.add_mark("mark", "127.3." + std::to_string(i) + ".200");
    }
    EXPECT_TRUE(search.hits_in("noise", noise(4'000'000)).empty());
}

TEST(ByteSearch, SaysThatItCannotLookIntoACompressedFile) {
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "export.zip", std::ios::binary) << "PK\x03\x04" << noise(100);
    ByteSearch search;
    search.add_mark("mark", "070-174 06 05");
    EXPECT_EQ(search.hits_below(folder.path()).size(), 1U);
}

TEST(ByteSearch, CountsPackedAddressesInEitherOrder) {
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "a", std::ios::binary) << "xx\x7F\x03\x02\x01yy";
    std::ofstream(folder.path() / "b", std::ios::binary) << "\x01\x02\x03\x7F";
    EXPECT_EQ(packed_found_below(folder.path(), {{127, 3, 2, 1}}), 2U);
    EXPECT_EQ(packed_found_below(folder.path(), {{127, 3, 2, 2}}), 0U);
}

}  // namespace
}  // namespace lyhord::tests
