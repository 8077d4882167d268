#include "redaction/marked_texts.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <stdexcept>

namespace lyhord::redaction {
namespace {

std::optional<anonymize::Label> label_named(std::string_view name) {
    const auto* const found =
        std::ranges::find(anonymize::all_labels, name, [](anonymize::Label label) {
            return anonymize::label_name(label);
        });
    return found == anonymize::all_labels.end() ? std::nullopt : std::optional(*found);
}

// "PERSON.lower" to the mark of a stretch.
Mark mark_of(std::string_view head, anonymize::ByteRange range) {
    const std::size_t point = head.find('.');
    const auto label = label_named(head.substr(0, point));
    if (!label) {
        throw std::runtime_error("unknown label " + std::string(head));
    }
    const bool is_plain = point == std::string_view::npos;
    return {range, *label, is_plain ? "normal" : std::string(head.substr(point + 1))};
}

void read_marks(std::string_view written, MarkedText& text) {
    while (!written.empty()) {
        const std::size_t open = std::min(written.find('{'), written.size());
        text.text += written.substr(0, open);
        written.remove_prefix(open);
        if (written.empty()) {
            return;
        }
        const std::size_t colon = written.find(':');
        const std::size_t close = written.find('}');
        if (colon == std::string_view::npos || close == std::string_view::npos || close < colon) {
            throw std::runtime_error("a mark without its colon or its end");
        }
        const std::size_t start = text.text.size();
        text.text += written.substr(colon + 1, close - colon - 1);
        text.marks.push_back(mark_of(written.substr(1, colon - 1), {start, text.text.size()}));
        written.remove_prefix(close + 1);
    }
}

// `\n` is a new line.
std::string with_new_lines(std::string text) {
    for (std::size_t at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at)) {
        text.replace(at, 2, "\n");
    }
    return text;
}

}  // namespace

std::vector<MarkedText> read_marked_texts(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::vector<MarkedText> texts;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        if (line.empty() || line.starts_with('#')) {
            continue;
        }
        const std::size_t tab = line.find('\t');
        try {
            if (tab == std::string::npos) {
                throw std::runtime_error("no tab after the voice");
            }
            MarkedText text{.voice = line.substr(0, tab), .text = {}, .marks = {}};
            read_marks(with_new_lines(line.substr(tab + 1)), text);
            texts.push_back(std::move(text));
        } catch (const std::runtime_error& error) {
            throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": " +
                                     error.what());
        }
    }
    if (texts.empty()) {
        throw std::runtime_error(file.string() + ": no texts");
    }
    return texts;
}

std::vector<MarkedText> read_part(std::string_view start) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(LYHORD_TEXTS)) {
        if (entry.path().filename().string().starts_with(start) &&
            entry.path().extension() == ".tsv") {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    std::vector<MarkedText> all;
    for (const auto& file : files) {
        std::ranges::move(read_marked_texts(file), std::back_inserter(all));
    }
    return all;
}

}  // namespace lyhord::redaction
