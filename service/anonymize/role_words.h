// Owns what points at a person without a name: a post that one person holds, or somebody close with
// something added that tells who it is. Nothing is masked for it, since that would eat what the
// text says; a reviewer is told. The words stand in data/role_words.txt.
#pragma once

#include <vector>

#include "anonymize/folded_text.h"
#include "domain/redacted_text.h"

namespace lyhord::anonymize {

// The stretches of the text, in bytes, in order and apart: "rektorn på Skogsskolan", "min exman
// som". Linear in the length of the text.
std::vector<ByteRange> pointing_words(const domain::RedactedText& text);

}  // namespace lyhord::anonymize
