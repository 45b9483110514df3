/*
 * The limit that the loop is compared with: an echo server that is one epoll loop and nothing else.
 * Level-triggered, one buffer, one read of a ready connection, no timers. Usage: echo [port]
 * Prints "listening on 127.0.0.1:<port>" and serves until standard input ends.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EVENTS = 1024, BUFFER_BYTES = 64 * 1024, BACKLOG = 4096, ENVIRONMENT = 4 };

static char buffer[BUFFER_BYTES];

static void fail(const char *what) {
  perror(what);
  exit(ENVIRONMENT);
}

static void watch(int epoll, int fd) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0 && !(fd == STDIN_FILENO && errno == EPERM))
    fail("epoll_ctl"); /* a file or /dev/null as input cannot be watched, and never ends */
}

static void accept_all(int epoll, int listener) {
  int fd, on = 1;
  while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    watch(epoll, fd);
  }
}

static void echo(int fd) {
  ssize_t length = recv(fd, buffer, sizeof buffer, 0);
  if (length < 0 && (errno == EAGAIN || errno == EINTR)) return;
  for (ssize_t done = 0; done < length;) {
    ssize_t sent = send(fd, buffer + done, length - done, MSG_NOSIGNAL);
    if (sent >= 0) {
      done += sent;
    } else if (errno == EAGAIN) { /* a peer that does not read holds all others up */
      struct pollfd writable = {.fd = fd, .events = POLLOUT};
      poll(&writable, 1, -1);
    } else {
      length = -1;
    }
  }
  if (length <= 0) close(fd);
}

int main(int argc, char **argv) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int on = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), epoll = epoll_create1(0);
  address.sin_port = htons(argc > 1 ? atoi(argv[1]) : 0);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, (struct sockaddr *)&address, size) < 0) fail("bind");
  if (listen(listener, BACKLOG) < 0) fail("listen");
  getsockname(listener, (struct sockaddr *)&address, &size);
  watch(epoll, listener);
  watch(epoll, STDIN_FILENO);
  printf("listening on 127.0.0.1:%d\n", ntohs(address.sin_port));
  fflush(stdout);
  for (;;) {
    struct epoll_event events[EVENTS];
    int ready = epoll_wait(epoll, events, EVENTS, -1);
    if (ready < 0 && errno != EINTR) fail("epoll_wait");
    for (int i = 0; i < ready; i++) {
      int fd = events[i].data.fd;
      if (fd == listener)
        accept_all(epoll, listener);
      else if (fd != STDIN_FILENO)
        echo(fd);
      else if (read(fd, buffer, sizeof buffer) <= 0)
        return 0;
    }
  }
}
