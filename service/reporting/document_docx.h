// Owns a document as DOCX, to be written on in a word processor.
#pragma once

#include <string>

#include "base/result.h"
#include "reporting/document.h"

namespace lyhord::reporting {

// The file's bytes, the same of the same document. Charts are named by their file: word processors
// do not agree on SVG. internal: no memory for the archive.
base::Result<std::string> document_docx(const Document& document, const ReportWords& words);

}  // namespace lyhord::reporting
