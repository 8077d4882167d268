#include "store/sqlite/fault.h"

#include <sqlite3.h>

namespace lyhord::store::sqlite {

using base::Error;
using base::Fault;

base::Error error_of(int code) {
    base::ErrorDetails details;
    details.number = code;
    switch (code & 0xFF) {
        case SQLITE_FULL:
            return Error(Fault::unavailable, "the disk is full", details);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_NOMEM:
        case SQLITE_INTERRUPT:
            return Error(Fault::unavailable, "the database is occupied", details);
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_MISMATCH:
            return Error(Fault::corrupt, "the database is damaged", details);
        case SQLITE_CONSTRAINT:
            return Error(Fault::conflict, "the change breaks a rule of the database", details);
        case SQLITE_IOERR:
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
            return Error(Fault::io, "the database cannot be read or written", details);
        default:
            return Error(Fault::internal, "the database refused a statement", details);
    }
}

bool is_full_disk(const Error& error) {
    return (error.details().number.value_or(SQLITE_OK) & 0xFF) == SQLITE_FULL;
}

}  // namespace lyhord::store::sqlite
