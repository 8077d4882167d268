#include "access/password_rules.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "base/limits.h"
#include "base/utf8.h"

namespace lyhord::access {
namespace {

namespace limits = base::limits;
using base::Fault;

// Fewer letters than this beside the words below, and the words carry the password.
constexpr std::size_t own_letters_min = 4;
constexpr std::size_t different_bytes_min = 5;

constexpr std::array<std::string_view, 24> common_words{
    "lösenord",   "losenord",  "hemligt", "password", "passw0rd", "passord",
    "välkommen",  "valkommen", "welcome", "lyhörd",   "lyhord",   "kommunen",
    "kommun",     "polisen",   "sommar",  "vinter",   "hösten",   "våren",
    "qwertyuiop", "qwerty",    "asdfgh",  "zxcvbn",   "abcdefgh", "admin"};

void remove_all(std::string& text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
        text.erase(at, word.size());
    }
}

bool is_letter(char c) {
    // Every byte of a letter outside ASCII counts: å is worth two.
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80U;
}

// What is left of it when the name, common words, digits and signs are taken away.
std::size_t own_letters(std::string_view account_name, std::string_view password) {
    std::string rest = base::lower(password);
    remove_all(rest, account_name);
    for (const std::string_view word : common_words) {
        remove_all(rest, word);
    }
    return static_cast<std::size_t>(std::ranges::count_if(rest, is_letter));
}

}  // namespace

base::Result<void> check_password(std::string_view account_name, std::string_view password) {
    if (!base::is_valid_utf8(password) || password.find('\0') != std::string_view::npos) {
        return base::fail(Fault::invalid, "the password is not text");
    }
    const std::size_t characters = base::count_characters(base::nfc(password));
    if (characters < limits::password_characters_min) {
        return base::fail(Fault::invalid, "the password is too short");
    }
    if (characters > limits::password_characters_max) {
        return base::fail(Fault::invalid, "the password is too long");
    }
    const std::set<char> different(password.begin(), password.end());
    if (different.size() < different_bytes_min) {
        return base::fail(Fault::invalid, "the password repeats itself");
    }
    if (own_letters(account_name, password) < own_letters_min) {
        return base::fail(Fault::invalid,
                          "the password is little more than the name, digits or common words");
    }
    return {};
}

}  // namespace lyhord::access
