// Owns OperatorText and JsonPointer: words of the person who runs the service (a path, a key of a
// questionnaire file). A resident's words cannot become one: only the readers named below, which
// never see an answer, hold the key.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/literal.h"

namespace lyhord::domain {
class QuestionnaireFile;
class AreaFile;
class CodebookFile;
}  // namespace lyhord::domain
namespace lyhord::store {
class DataDirectory;
}
namespace lyhord::app {
class CommandLine;
class ConfigurationFile;
}  // namespace lyhord::app
namespace lyhord::api {
class StaticFiles;
}

namespace lyhord::base {

class OperatorKey {
    OperatorKey() = default;
    friend class domain::QuestionnaireFile;
    friend class domain::AreaFile;
    friend class domain::CodebookFile;
    friend class store::DataDirectory;
    friend class app::CommandLine;
    friend class app::ConfigurationFile;
    friend class api::StaticFiles;
};

class OperatorText {
public:
    OperatorText(OperatorKey, std::string text) : text_(std::move(text)) {}
    explicit OperatorText(Literal text) : text_(text.view()) {}  // a word of the program itself
    const std::string& text() const { return text_; }

private:
    std::string text_;
};

// RFC 6901. Tokens are array indexes or keys of an operator's file.
class JsonPointer {
public:
    JsonPointer() = default;
    JsonPointer child(std::size_t index) const;
    JsonPointer child(OperatorKey, std::string_view key) const;
    const std::string& text() const { return text_; }

private:
    std::string text_;
};

}  // namespace lyhord::base
