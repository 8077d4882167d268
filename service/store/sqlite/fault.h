// Owns what an error code of SQLite means to the callers of the store.
#pragma once

#include "base/result.h"

namespace lyhord::store::sqlite {

// `code` is an extended result code; it becomes the error's number. Never the engine's own text,
// which may quote a value.
base::Error error_of(int code);

// Whether error_of() was told that the disk is full.
bool is_full_disk(const base::Error& error);

}  // namespace lyhord::store::sqlite
