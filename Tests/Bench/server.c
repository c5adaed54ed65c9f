// Answers every request with one fixed HTTP response from memory: as fast as loopback goes, so that what is measured
// is the client. One thread, epoll, keep-alive or not as the client likes.
//
//   server FILE [TEMPLATE-OFFSET]      prints its port; FILE is the whole response, head and body.
//
// With an offset, eight hexadecimal digits at it are counted up, so that no two answers are equal.
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { HEAD = 65536, CONNECTIONS = 1024 };

struct connection {
    int fd;
    size_t had;       // bytes of the request so far
    long long body;   // bytes of its body that are still to come; -1 before the head is whole
    size_t sent;      // bytes of the answer
    int answering;
    char head[HEAD];
    char *answer;
};

static char *response;
static size_t length;
static long offset = -1;
static unsigned counter;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void start_answer(struct connection *c) {
    c->answering = 1;
    c->sent = 0;
    if (offset >= 0) {
        if (!c->answer) c->answer = malloc(length);
        memcpy(c->answer, response, length);
        char digits[9];
        snprintf(digits, sizeof digits, "%08x", counter++);
        memcpy(c->answer + offset, digits, 8);
    }
}

// Returns 0 when the connection is over.
static int receive(struct connection *c) {
    static char sink[1 << 16];
    while (!c->answering) {
        ssize_t got = c->body < 0 ? read(c->fd, c->head + c->had, HEAD - 1 - c->had)
                                  : read(c->fd, sink, c->body < (long long)sizeof sink ? (size_t)c->body : sizeof sink);
        if (got == 0) return 0;
        if (got < 0) return errno == EAGAIN;
        if (c->body >= 0) {
            c->body -= got;
        } else {
            c->had += (size_t)got;
            c->head[c->had] = 0;
            char *end = strstr(c->head, "\r\n\r\n");
            if (!end) {
                if (c->had == HEAD - 1) return 0;
                continue;
            }
            long long size = 0;
            char *field = strcasestr(c->head, "\r\ncontent-length:");
            if (field && field < end) size = atoll(field + 17);
            c->body = size - (long long)(c->had - (size_t)(end + 4 - c->head));
        }
        if (c->body <= 0) start_answer(c);
    }
    return 1;
}

// Returns 0 when the connection is over, 1 when there is more to send, 2 when the answer is out.
static int deliver(struct connection *c) {
    const char *bytes = offset >= 0 ? c->answer : response;
    while (c->sent < length) {
        ssize_t wrote = write(c->fd, bytes + c->sent, length - c->sent);
        if (wrote < 0) return errno == EAGAIN;
        c->sent += (size_t)wrote;
    }
    c->answering = 0;
    c->had = 0;
    c->body = -1;
    return 2;
}

int main(int count, char **words) {
    if (count < 2) return 2;
    FILE *file = fopen(words[1], "rb");
    if (!file) fail(words[1]);
    fseek(file, 0, SEEK_END);
    length = (size_t)ftell(file);
    rewind(file);
    response = malloc(length);
    if (fread(response, 1, length, file) != length) fail("read");
    fclose(file);
    if (count > 2) offset = atol(words[2]);

    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 128)) fail("listen");
    getsockname(listener, (struct sockaddr *)&address, &size);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);

    int poll = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN};
    if (epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event)) fail("epoll");
    for (;;) {
        struct epoll_event events[CONNECTIONS];
        int ready = epoll_wait(poll, events, CONNECTIONS, -1);
        for (int i = 0; i < ready; i++) {
            struct connection *c = events[i].data.ptr;
            if (!c) {
                int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
                if (fd < 0) continue;
                setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                c = calloc(1, sizeof *c);
                c->fd = fd;
                c->body = -1;
                struct epoll_event added = {.events = EPOLLIN, .data.ptr = c};
                epoll_ctl(poll, EPOLL_CTL_ADD, fd, &added);
                continue;
            }
            int goes_on = c->answering || receive(c);
            if (goes_on && c->answering) goes_on = deliver(c);
            if (!goes_on) {
                close(c->fd);
                free(c->answer);
                free(c);
                continue;
            }
            struct epoll_event changed = {.events = c->answering ? EPOLLOUT : EPOLLIN, .data.ptr = c};
            epoll_ctl(poll, EPOLL_CTL_MOD, c->fd, &changed);
        }
    }
}
