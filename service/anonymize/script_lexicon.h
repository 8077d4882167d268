// Owns ScriptLexicon: what is known about single words in Arabic, Cyrillic and Ge'ez script when
// names of people are looked for. Its words are in data/script_names.tsv.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace lyhord::anonymize {

enum class Script : std::uint8_t { other, arabic, cyrillic, geez };

// Of the word's first letter.
Script script_of(std::string_view word);

enum class ScriptKind : std::uint16_t {
    name = 1,            // a given name that is hardly ever anything else
    weak = 2,            // a given name that is also a word
    surname = 4,         //
    called = 8,          // "my name is": a name follows
    after = 16,          // "is called": a name went before
    title = 32,          // "Mr": a name follows
    person = 64,         // "my neighbor": a name may follow
    place = 128,         // "street": a place follows
    before_place = 256,  // "in": a capital letter after it is a place's
    stem = 512,          // what starts so is no name: countries
    stop = 1024,         // no part of a name
    particle = 2048,     // inside a name
    given_start = 4096,  // what goes on from it is a given name
    kunya = 8192,        // "father of": with the name after it, a name
};

class ScriptKinds {
public:
    ScriptKinds() = default;
    explicit ScriptKinds(unsigned bits) : bits_(bits) {}
    bool has(ScriptKind kind) const { return (bits_ & static_cast<unsigned>(kind)) != 0; }
    bool any() const { return bits_ != 0; }
    bool is_given() const { return has(ScriptKind::name) || has(ScriptKind::weak); }
    bool is_listed() const { return is_given() || has(ScriptKind::surname); }
    unsigned bits() const { return bits_; }

private:
    unsigned bits_ = 0;
};

class ScriptLexicon {
public:
    ScriptLexicon();

    // Of a lower-case word as `letters()` writes it, of at most limits::script_word_bytes_max
    // bytes; nothing of a longer one. Prefixes and endings that a name may have are seen through.
    ScriptKinds kinds(std::string_view letters, Script script) const;

    // The word as it is looked up: without marks, letters with the same sound or look as one.
    static std::string letters(std::string_view lower_word);

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view word) const {
            return std::hash<std::string_view>()(word);
        }
    };

    void add_line(std::string_view line);
    void add(std::string_view word, ScriptKind kind);
    ScriptKinds exact(std::string_view letters) const;
    ScriptKinds arabic(std::string_view letters) const;
    ScriptKinds geez(std::string_view letters) const;
    bool starts_like(std::string_view letters, ScriptKind kind) const;
    bool is_double_name(std::string_view letters) const;

    std::unordered_map<std::string, unsigned, Hash, std::equal_to<>> words_;
};

}  // namespace lyhord::anonymize
