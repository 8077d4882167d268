#include "reporting/archive.h"

#include <zip.h>

#include <memory>

namespace lyhord::reporting {
namespace {

// 1980-01-01 00:00, the earliest that a zip can say: DOS date 0x0021, time 0.
constexpr zip_uint16_t dos_time = 0;
constexpr zip_uint16_t dos_date = 0x0021;
constexpr zip_uint32_t level = 9;

struct Discard {
    void operator()(zip_t* archive) const { ::zip_discard(archive); }
};
struct Release {
    void operator()(zip_source_t* source) const { ::zip_source_free(source); }
};

std::unexpected<base::Error> failed() {
    return base::fail(base::Fault::internal, "a zip file could not be made");
}

// The archive reads `file` when it is closed.
bool add(zip_t* archive, const ArchivedFile& file) {
    zip_source_t* source = ::zip_source_buffer(archive, file.bytes.data(), file.bytes.size(), 0);
    if (source == nullptr) {
        return false;
    }
    const zip_int64_t index = ::zip_file_add(archive, file.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        ::zip_source_free(source);
        return false;
    }
    const auto at = static_cast<zip_uint64_t>(index);
    return ::zip_set_file_compression(archive, at, ZIP_CM_DEFLATE, level) == 0 &&
           ::zip_file_set_dostime(archive, at, dos_time, dos_date, 0) == 0;
}

std::string bytes_of(zip_source_t* source) {
    std::string bytes;
    if (::zip_source_open(source) != 0) {
        return bytes;
    }
    ::zip_source_seek(source, 0, SEEK_END);
    bytes.resize(static_cast<std::size_t>(::zip_source_tell(source)));
    ::zip_source_seek(source, 0, SEEK_SET);
    const zip_int64_t got = ::zip_source_read(source, bytes.data(), bytes.size());
    bytes.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
    ::zip_source_close(source);
    return bytes;
}

}  // namespace

base::Result<std::string> make_archive(const std::vector<ArchivedFile>& files) {
    zip_error_t error{};
    ::zip_error_init(&error);
    const std::unique_ptr<zip_source_t, Release> target(
        ::zip_source_buffer_create(nullptr, 0, 0, &error));
    if (target == nullptr) {
        return failed();
    }
    ::zip_source_keep(target.get());  // the archive gives up its own when it is closed
    std::unique_ptr<zip_t, Discard> archive(
        ::zip_open_from_source(target.get(), ZIP_TRUNCATE, &error));
    if (archive == nullptr) {
        ::zip_source_free(target.get());
        return failed();
    }
    for (const ArchivedFile& file : files) {
        if (!add(archive.get(), file)) {
            return failed();
        }
    }
    if (::zip_close(archive.get()) != 0) {
        return failed();
    }
    static_cast<void>(archive.release());  // closed
    std::string bytes = bytes_of(target.get());
    if (bytes.empty() && !files.empty()) {
        return failed();
    }
    return bytes;
}

}  // namespace lyhord::reporting
