#include "http/compression.h"

#include <brotli/decode.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <thread>

namespace lyhord::http {
namespace {

Response page() {
    Response response;
    response.content_type = "text/html; charset=utf-8";
    for (int i = 0; i < 300; ++i) {
        response.body += "<p>Rad " + std::to_string(i) + "</p>";
    }
    return response;
}

std::string coding_of(const Response& response) {
    const auto found =
        std::ranges::find(response.headers, "Content-Encoding", &Fields::value_type::first);
    return found == response.headers.end() ? "" : found->second;
}

TEST(Compression, UsesWhatTheClientAccepts) {
    EXPECT_EQ(coding_of(compressed(page(), "gzip, deflate, br")), "br");
    EXPECT_EQ(coding_of(compressed(page(), "gzip, deflate")), "gzip");
    EXPECT_EQ(coding_of(compressed(page(), "br;q=0, gzip;q=0.5")), "gzip");
    EXPECT_EQ(coding_of(compressed(page(), "br;q=0.0")), "");
    EXPECT_EQ(coding_of(compressed(page(), "deflate")), "");
    EXPECT_EQ(coding_of(compressed(page(), "")), "");
}

TEST(Compression, TellsCachesThatItDepends) {
    EXPECT_TRUE(compressed(page(), "").has_header("Vary"));
    EXPECT_TRUE(compressed(page(), "br").has_header("Vary"));
}

TEST(Compression, LosesNothing) {
    const std::string whole = page().body;
    const Response by_brotli = compressed(page(), "br");
    EXPECT_LT(by_brotli.body.size(), whole.size() / 4);
    std::string text(whole.size() + 1, '\0');
    std::size_t size = text.size();
    EXPECT_EQ(BrotliDecoderDecompress(by_brotli.body.size(),
                                      reinterpret_cast<const std::uint8_t*>(by_brotli.body.data()),
                                      &size,
                                      reinterpret_cast<std::uint8_t*>(text.data())),
              BROTLI_DECODER_RESULT_SUCCESS);
    EXPECT_EQ(text.substr(0, size), whole);

    Response by_gzip = compressed(page(), "gzip");
    z_stream stream{};
    ASSERT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(by_gzip.body.data());
    stream.avail_in = static_cast<uInt>(by_gzip.body.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    EXPECT_EQ(text.substr(0, stream.total_out), whole);
    inflateEnd(&stream);
}

TEST(Compression, LeavesAloneWhatGainsNothing) {
    Response small = page();
    small.body.resize(100);
    EXPECT_EQ(compressed(small, "br").body, small.body);
    Response picture = page();
    picture.content_type = "image/png";
    EXPECT_EQ(coding_of(compressed(picture, "br")), "");
    EXPECT_EQ(coding_of(compressed(compressed(page(), "br"), "gzip")), "br");
}

struct OtherThread final : Elsewhere {
    void take_over(Work work) override { std::thread(std::move(work)).join(); }
};

TEST(Compression, HappensElsewhereWithWhatIsMadeThere) {
    Request request;
    request.accept_encoding = "br";
    std::vector<std::string> codings;
    std::thread::id sent_by;
    const auto elsewhere = std::make_shared<OtherThread>();
    const auto reply = [&](const std::shared_ptr<Elsewhere>& other) {
        return Reply(
            [&](base::Result<Response> sent) {
                codings.push_back(sent ? coding_of(*sent) : "dropped");
                sent_by = std::this_thread::get_id();
            },
            other);
    };
    compressing(request, reply(elsewhere))(page());
    EXPECT_EQ(sent_by, std::this_thread::get_id());
    compressing(request, reply(elsewhere)).make_elsewhere(page);
    EXPECT_NE(sent_by, std::this_thread::get_id());
    compressing(request, reply(nullptr)).make_elsewhere(page);
    EXPECT_EQ(sent_by, std::this_thread::get_id());
    {
        const Reply dropped = compressing(request, reply(elsewhere));
    }
    EXPECT_EQ(codings, (std::vector<std::string>{"br", "br", "br", "dropped"}));
}

}  // namespace
}  // namespace lyhord::http
