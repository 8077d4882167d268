// Owns a document as DOCX, to be written on in a word processor.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "reporting/document.h"

namespace lyhord::reporting {

// The file's bytes, the same of the same document. `pictures`: a PNG of each of its charts, in
// their order, since word processors do not agree on SVG. internal: no memory for the archive.
base::Result<std::string> document_docx(const Document& document,
                                        const std::vector<std::string>& pictures);

}  // namespace lyhord::reporting
