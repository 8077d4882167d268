// Property: whatever is deleted, doubled or replaced in an operator's file, reading it ends in a
// value or in errors with a reason, never in a crash.
#include <gtest/gtest.h>

#include <random>

#include "base/limits.h"
#include "domain/files.h"
#include "unit/domain/edited_json.h"

namespace lyhord::domain {
namespace {

class Mutator {
public:
    explicit Mutator(const std::string& name) : original_(parsed(demo_text(name))) {}

    std::string next() {
        base::Json root = original_;
        const std::size_t changes = 1 + pick(3);
        for (std::size_t i = 0; i < changes; ++i) {
            change(root);
        }
        return root.dump();
    }

private:
    std::size_t pick(std::size_t count) { return random_() % count; }

    static std::size_t size(const base::Json& value) {
        if (const base::Json::Array* array = value.as_array()) {
            return array->size();
        }
        return value.as_object() != nullptr ? value.as_object()->size() : 0;
    }

    static base::Json& child(base::Json& value, std::size_t index) {
        base::Json::Array* array = value.as_array();
        return array != nullptr ? (*array)[index] : (*value.as_object())[index].second;
    }

    base::Json replacement() {
        const base::Json values[] = {nullptr,
                                     true,
                                     -1,
                                     3.5,
                                     1e300,
                                     "",
                                     "annat",
                                     "\x01",
                                     std::string(5000, 'x'),
                                     base::Json::array(),
                                     base::Json::object()};
        return values[pick(std::size(values))];
    }

    // Walks down a random way, and changes something where it stops.
    void change(base::Json& root) {
        base::Json* node = &root;
        std::size_t index = 0;
        while (true) {
            if (size(*node) == 0) {
                *node = replacement();
                return;
            }
            index = pick(size(*node));
            if (size(child(*node, index)) == 0 || pick(4) == 0) {
                break;
            }
            node = &child(*node, index);
        }
        change_member(*node, index);
    }

    void change_member(base::Json& parent, std::size_t index) {
        const auto offset = static_cast<std::ptrdiff_t>(index);
        base::Json::Array* array = parent.as_array();
        base::Json::Object* object = parent.as_object();
        const std::size_t way = pick(4);
        if (way == 0 && array != nullptr) {
            array->erase(array->begin() + offset);
        } else if (way == 0) {
            object->erase(object->begin() + offset);
        } else if (way == 1 && array != nullptr) {
            array->push_back((*array)[index]);
        } else if (way == 1) {
            (*object)[index].first += "x";
        } else if (way == 2) {
            std::swap(child(parent, index), child(parent, pick(size(parent))));
        } else {
            child(parent, index) = replacement();
        }
    }

    base::Json original_;
    std::mt19937 random_{20260101};
};

// How many mutants were refused; checks that each refusal has its reasons.
template <typename Read>
int count_refused(const std::string& name, int mutants, Read read) {
    Mutator mutator(name);
    int refused = 0;
    for (int i = 0; i < mutants; ++i) {
        const auto imported = read(mutator.next());
        if (imported) {
            continue;
        }
        ++refused;
        EXPECT_GE(imported.error().size(), 1U);
        EXPECT_LE(imported.error().size(), base::limits::import_errors_max);
    }
    return refused;
}

TEST(MutatedFile, OfAQuestionnaireIsReadOrRefusedWithReasons) {
    const AreaTree areas = AreaFile::read(demo_text("areas")).value();
    const std::vector codebooks{CodebookFile::read(demo_text("codebook")).value()};
    const Questionnaire original = QuestionnaireFile::read(demo_text("questionnaire")).value();
    const int refused = count_refused("questionnaire", 2000, [&](const std::string& file) {
        auto imported = QuestionnaireFile::read(file, areas, codebooks);
        if (imported) {
            QuestionnaireFile::check_revision(original, *imported);
        }
        return imported;
    });
    EXPECT_GT(refused, 1000);
    EXPECT_LT(refused, 2000);
}

TEST(MutatedFile, OfAreasIsReadOrRefusedWithReasons) {
    const int refused = count_refused("areas", 500, AreaFile::read);
    EXPECT_GT(refused, 250);
    EXPECT_LT(refused, 500);
}

TEST(MutatedFile, OfACodebookIsReadOrRefusedWithReasons) {
    const int refused = count_refused("codebook", 500, CodebookFile::read);
    EXPECT_GT(refused, 50);
    EXPECT_LT(refused, 500);
}

}  // namespace
}  // namespace lyhord::domain
