// Owns Lexicon: what is known about single words when names of people are looked for.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace lyhord::anonymize {

// What a word can be; a word may be several things.
enum class WordKind : std::uint16_t {
    first_name = 1,    // a given name that is hardly ever anything else
    common_name = 2,   // a given name that is also an ordinary word: Björn, Sten, Hans, Per
    surname = 4,       //
    role = 8,          // what a person is called before the name: granne, läraren
    ordinary = 16,     // never a part of a name, although it may have a capital letter
    place = 32,        // a town
    named_thing = 64,  // things other than people that "heter" something: byn, skolan
    pronoun = 128,     // who "heter" something: jag, han, killen
    called = 256,      // heter, kallas
    closing = 512,     // what stands before a signature: mvh, hälsningar
    particle = 1024,   // inside a name: von, af, al
    brand = 2048,      // has a capital letter in a sentence without being a person: Max, Nora, maj
};

class WordKinds {
public:
    WordKinds() = default;
    void add(WordKind kind) { bits_ |= static_cast<std::uint16_t>(kind); }
    bool has(WordKind kind) const { return (bits_ & static_cast<std::uint16_t>(kind)) != 0; }
    bool any() const { return bits_ != 0; }
    std::uint16_t bits() const { return bits_; }

private:
    std::uint16_t bits_ = 0;
};

class Lexicon {
public:
    Lexicon();

    // A lower-case word; a genitive s and a second name after a hyphen are seen through.
    WordKinds kinds(std::string_view lower_word) const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view word) const {
            return std::hash<std::string_view>()(word);
        }
    };

    void add(std::string_view words, WordKind kind);
    WordKinds exact(std::string_view word) const;

    std::unordered_map<std::string, WordKinds, Hash, std::equal_to<>> words_;
};

// True for the ends that surnames have and hardly any other word has: -sson, -ström, -qvist.
bool ends_like_surname(std::string_view lower_word);

// True for a patronymic, which needs no other evidence: Pettersson, Anderssons.
bool is_patronymic(std::string_view lower_word);

}  // namespace lyhord::anonymize
