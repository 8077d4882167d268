// The example configurations of deploy/proxy, each in its real proxy, in front of the real program.
#include <arpa/inet.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <random>
#include <sstream>
#include <thread>

#include "faults/residents.h"
#include "faults/town.h"

namespace lyhord::tests {
namespace {

using Changes = std::vector<std::pair<std::string, std::string>>;

// One that nobody has, and that the kernel gives to no other connection before the proxy has it.
int free_port() {
    std::random_device random;
    std::uniform_int_distribution<int> below_those_of_clients(10'000, 32'000);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_ANY);
    for (;;) {
        const int port = below_those_of_clients(random);
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        const int outcome =
            ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address);
        ::close(socket);
        if (outcome == 0) {
            return port;
        }
    }
}

// The example with the places of the test instead of its own. Fails the test if one of those is not
// in it any more.
std::string example(const std::string& name, const Changes& changes) {
    std::string text = file_bytes(LYHORD_SOURCE "/deploy/proxy/" + name);
    for (const auto& [from, to] : changes) {
        std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << name << " has no " << from;
        for (; at != std::string::npos; at = text.find(from, at + to.size())) {
            text.replace(at, from.size(), to);
        }
    }
    return text;
}

class Proxy : public testing::Test {
protected:
    std::string path(const std::string& name) const { return (town_.folder() / name).string(); }
    std::string write(const std::string& name, const std::string& content) {
        std::ofstream(path(name), std::ios::binary) << content;
        return path(name);
    }
    std::string certificate() const { return (town_.data() / "certificate/cert.pem").string(); }
    std::string key() const { return (town_.data() / "certificate/key.pem").string(); }

    void start(const std::string& client, const std::vector<std::string>& words) {
        town_.set("LYHORD_PROXY_LISTEN", "unix:" + path("http.sock"));
        town_.set("LYHORD_PROXY_CLIENT", client);
        town_.open_demo();
        town_.start();
        if (!socket_group_.empty()) {
            give_socket_to_group();
        }
        proxy_ = std::make_unique<RunningProgram>(
            ProgramCall{.words = words,
                        .environment = {{"HOME", path("home")}, {"XDG_DATA_HOME", path("home")}}},
            path("proxy-errors"));
        for (int tries = 0; Client(port_).get("/healthz").status != 200; ++tries) {
            ASSERT_LT(tries, 3000) << file_bytes(path("proxy-errors"));
            ::usleep(10'000);
        }
    }

    // As SocketGroup= does; the folder is as open as /var/lib/haproxy.
    void give_socket_to_group() {
        const group* const named = ::getgrnam(socket_group_.c_str());
        ASSERT_NE(named, nullptr) << socket_group_;
        constexpr uid_t same_owner = static_cast<uid_t>(-1);
        EXPECT_EQ(::chown(path("http.sock").c_str(), same_owner, named->gr_gid), 0);
        std::filesystem::permissions(town_.folder(),
                                     std::filesystem::perms::others_exec,
                                     std::filesystem::perm_options::add);
    }

    int withdraw(Client& client, const std::string& forged) {
        return client
            .post_json("/api/v1/receipts/withdrawals",
                       R"({"receipt": "ABCDEFGHIJKLMNOP"})",
                       {{"X-Forwarded-For", forged}})
            .status;
    }

    void expect_to_serve() {
        AnswerMaker maker(11);
        Client client(port_, "127.0.0.2");
        EXPECT_EQ(client.get("/d/trygghet-harnosand").status, 200);
        const HttpReply answered =
            client.submit(maker.make({.place = "torget", .suggestion = "mer ljus"}));
        EXPECT_EQ(receipt_in(answered).size(), 16U) << answered.status << answered.body;
        const int refused = client.get("/", {{"X-Long", std::string(9000, 'x')}}).status;
        EXPECT_GE(refused, 400);
        EXPECT_LT(refused, 500);
    }

    // Ten withdrawals are let through from one address, whatever it says of itself.
    void expect_to_tell_clients_apart() {
        Client one(port_, "127.0.0.2");
        for (int i = 0; i < 10; ++i) {
            EXPECT_EQ(withdraw(one, "198.51.100." + std::to_string(i)), 204) << i;
        }
        EXPECT_EQ(withdraw(one, "198.51.100.99"), 429);
        Client other(port_, "127.0.0.3");
        EXPECT_EQ(withdraw(other, "127.0.0.2"), 204);
    }

    void expect_no_trace() {
        proxy_->stop();
        town_.stop();
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(town_.folder() / ".")) {
            const bool is_file = entry.is_regular_file();
            const std::string bytes = is_file ? file_bytes(entry.path()) : std::string();
            EXPECT_EQ(bytes.find("127.0.0.2"), std::string::npos) << entry.path();
            EXPECT_EQ(bytes.find("127.0.0.3"), std::string::npos) << entry.path();
        }
    }

    void expect_all() {
        expect_to_serve();
        expect_to_tell_clients_apart();
        expect_no_trace();
    }

    Town town_;
    const int port_ = free_port();
    std::string socket_group_;
    std::unique_ptr<RunningProgram> proxy_;
};

TEST_F(Proxy, NginxServesByItsExample) {
    const std::string site =
        write("site.conf",
              example("nginx.conf",
                      {{"/run/lyhord-http.sock", path("http.sock")},
                       {"/etc/ssl/lyhord/cert.pem", certificate()},
                       {"/etc/ssl/lyhord/key.pem", key()},
                       {"listen 443 ssl;", "listen " + std::to_string(port_) + " ssl;"},
                       {"listen [::]:443 ssl;", ""}}));
    std::string main = ::geteuid() == 0 ? "user root;\n" : "";
    main += "pid " + path("nginx.pid") + ";\nevents {}\nhttp {\n";
    for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
        main += std::string(kind) + "_temp_path " + path(kind) + ";\n";
    }
    main += "access_log " + path("access.log") + ";\n";  // as Debian's nginx.conf has one
    const std::string configuration = write("nginx.conf", main + "include " + site + ";\n}\n");
    start("x-forwarded-for",
          {"/usr/sbin/nginx",
           "-c",
           configuration,
           "-p",
           town_.folder().string(),
           "-e",
           path("error.log"),
           "-g",
           "daemon off;"});
    expect_all();
    EXPECT_EQ(file_bytes(path("access.log")), "");
}

// Debian's own `global` lines, with the town's folder for its root. Only root may change that, or
// the user; and the folder of its control socket is there only once Debian's own service has run.
std::string haproxy_global(const std::string& root, bool is_root) {
    std::istringstream lines(file_bytes("/etc/haproxy/haproxy.cfg"));
    std::string global;
    for (std::string line; std::getline(lines, line) && !line.starts_with("defaults");) {
        std::istringstream words(line);
        std::string keyword;
        words >> keyword;
        if (keyword == "chroot") {
            line = "chroot " + root;
        }
        const bool is_roots = keyword == "chroot" || keyword == "user" || keyword == "group";
        if (keyword != "stats" && (is_root || !is_roots)) {
            global += line + "\n";
        }
    }
    EXPECT_TRUE(global.starts_with("global\n")) << global;
    EXPECT_EQ(global.find("\nchroot ") != std::string::npos, is_root) << global;
    return global;
}

TEST_F(Proxy, HaproxyServesByItsExample) {
    const bool is_root = ::geteuid() == 0;
    const std::string both = write("both.pem", file_bytes(certificate()) + file_bytes(key()));
    const std::string configuration =
        write("haproxy.cfg",
              haproxy_global(town_.folder().string(), is_root) +
                  example("haproxy.cfg",
                          {{"unix@/lyhord-http.sock",
                            "unix@" + (is_root ? std::string("/http.sock") : path("http.sock"))},
                           {"/etc/ssl/lyhord/both.pem", both},
                           {"bind :443 ", "bind :" + std::to_string(port_) + " "}}));
    socket_group_ = is_root ? "haproxy" : "";
    start("proxy-protocol", {"/usr/sbin/haproxy", "-db", "-f", configuration});
    expect_all();
}

TEST_F(Proxy, CaddyServesByItsExample) {
    const std::string site = example(
        "Caddyfile",
        {{"/run/lyhord-http.sock", path("http.sock")},
         {"svar.example.se {",
          "https://:" + std::to_string(port_) + " {\n\ttls " + certificate() + " " + key()}});
    const std::string configuration = write(
        "Caddyfile",
        "{\n\tadmin off\n\tauto_https disable_redirects\n\tdefault_sni localhost\n}\n" + site);
    start("x-forwarded-for",
          {"/usr/bin/caddy", "run", "--config", configuration, "--adapter", "caddyfile"});
    expect_all();
}

}  // namespace
}  // namespace lyhord::tests
