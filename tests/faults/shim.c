/* Stands between a process and its disk: counts the writes below one folder and fails, tears,
   delays or records them, or kills the process at the Nth. Built by shim.py, loaded by LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { OFF, FAIL_ONCE, FAIL_ON, KILL_BEFORE, KILL_TORN, SLOW };
enum { WRITE = 1, SYNC = 2, TRUNCATE = 4, RENAME = 8, UNLINK = 16, CREATE = 32 };

static int mode, error_number, wanted, recorder = -1;
static long target, seen, pause_us;
static char folder[4096];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

void shim_arm(int how, long at, int error, int operations, long microseconds, const char *below) {
    snprintf(folder, sizeof folder, "%s", below);
    target = at, error_number = error, wanted = operations, pause_us = microseconds, seen = 0;
    mode = how;
}
/* OCTANT_SHIM_SLOW=microseconds:folder makes a process slow from its first call on. */
__attribute__((constructor)) static void from_environment(void) {
    const char *said = getenv("OCTANT_SHIM_SLOW"), *colon = said ? strchr(said, ':') : NULL;
    if (colon) shim_arm(SLOW, 0, 0, SYNC, atol(said), colon + 1);
}
void shim_disarm(void) { mode = OFF; folder[0] = 0; }
long shim_seen(void) { return seen; }
void shim_record(const char *path) {
    recorder = path[0] ? REAL(open)(path, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
}

static int is_ours(const char *path) {
    return folder[0] && strncmp(path, folder, strlen(folder)) == 0;
}
static int path_of(int fd, char *path) {
    char link[64];
    if (!folder[0] || fd == recorder) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, 4095);
    if (length < 0) return 0;
    path[length] = 0;
    return is_ours(path);
}
static void put(const void *data, size_t length) {
    const char *at = data;
    while (length) {
        ssize_t done = REAL(write)(recorder, at, length);
        if (done <= 0) abort();
        at += done, length -= done;
    }
}
static void record(int operation, const char *path, int64_t offset, const void *data,
                   int64_t length) {
    if (recorder < 0) return;
    int64_t head[4] = {operation, (int64_t)strlen(path), offset, length};
    pthread_mutex_lock(&lock);
    put(head, sizeof head), put(path, head[1]);
    if (data) put(data, length);
    pthread_mutex_unlock(&lock);
}
/* 0: go on; 1: fail with errno; 2: do half of it, then die */
static int verdict(int operation) {
    if (mode == OFF || !(wanted & operation)) return 0;
    long now = __atomic_add_fetch(&seen, 1, __ATOMIC_SEQ_CST);
    if (mode == SLOW && operation == SYNC) usleep(pause_us);
    if (mode == KILL_BEFORE && now == target) kill(getpid(), SIGKILL), pause();
    if (mode == KILL_TORN && now == target) return 2;
    if ((mode == FAIL_ONCE && now == target) || (mode == FAIL_ON && now >= target)) {
        errno = error_number;
        return 1;
    }
    return 0;
}
static void die(void) { kill(getpid(), SIGKILL), pause(); }

ssize_t write(int fd, const void *data, size_t length) {
    char path[4096];
    int ours = path_of(fd, path), say = ours ? verdict(WRITE) : 0;
    if (say == 1) return -1;
    if (say == 2) REAL(write)(fd, data, length / 2), die();
    ssize_t done = REAL(write)(fd, data, length);
    if (ours && done > 0) record(WRITE, path, lseek(fd, 0, SEEK_CUR) - done, data, done);
    return done;
}
static ssize_t at_offset(ssize_t (*real)(int, const void *, size_t, off_t), int fd,
                         const void *data, size_t length, off_t offset) {
    char path[4096];
    int ours = path_of(fd, path), say = ours ? verdict(WRITE) : 0;
    if (say == 1) return -1;
    if (say == 2) real(fd, data, length / 2, offset), die();
    ssize_t done = real(fd, data, length, offset);
    if (ours && done > 0) record(WRITE, path, offset, data, done);
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
    return at_offset(REAL(pwrite), fd, data, length, offset);
}
ssize_t pwrite64(int fd, const void *data, size_t length, off_t offset) {
    return at_offset(REAL(pwrite64), fd, data, length, offset);
}
static int synced(int (*real)(int), int fd) {
    char path[4096];
    int ours = path_of(fd, path), say = ours ? verdict(SYNC) : 0;
    if (say == 1) return -1;
    if (say == 2) die();
    int done = real(fd);
    if (ours && done == 0) record(SYNC, path, 0, NULL, 0);
    return done;
}
int fsync(int fd) { return synced(REAL(fsync), fd); }
int fdatasync(int fd) { return synced(REAL(fdatasync), fd); }
static int cut(int (*real)(int, off_t), int fd, off_t length) {
    char path[4096];
    int ours = path_of(fd, path), say = ours ? verdict(TRUNCATE) : 0;
    if (say == 1) return -1;
    if (say == 2) die();
    int done = real(fd, length);
    if (ours && done == 0) record(TRUNCATE, path, length, NULL, 0);
    return done;
}
int ftruncate(int fd, off_t length) { return cut(REAL(ftruncate), fd, length); }
int ftruncate64(int fd, off_t length) { return cut(REAL(ftruncate64), fd, length); }
int rename(const char *from, const char *to) {
    int ours = is_ours(from), say = ours ? verdict(RENAME) : 0;
    if (say == 1) return -1;
    if (say == 2) die();
    int done = REAL(rename)(from, to);
    if (ours && done == 0) record(RENAME, from, 0, to, strlen(to));
    return done;
}
int unlink(const char *path) {
    int ours = is_ours(path), say = ours ? verdict(UNLINK) : 0;
    if (say == 1) return -1;
    if (say == 2) die();
    int done = REAL(unlink)(path);
    if (ours && done == 0) record(UNLINK, path, 0, NULL, 0);
    return done;
}
int remove(const char *path) {
    int done = REAL(remove)(path);
    if (is_ours(path) && done == 0) record(UNLINK, path, 0, NULL, 0);
    return done;
}
#define OPENED(name)                                                                \
    int name(const char *path, int flags, ...) {                                    \
        va_list rest;                                                               \
        va_start(rest, flags);                                                      \
        mode_t rights = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                                               \
        int is_new = (flags & O_CREAT) && is_ours(path) && access(path, F_OK) != 0; \
        int fd = REAL(name)(path, flags, rights);                                   \
        if (fd >= 0 && is_new) record(CREATE, path, 0, NULL, 0);                    \
        if (fd >= 0 && !is_new && (flags & O_TRUNC) && is_ours(path))               \
            record(TRUNCATE, path, 0, NULL, 0);                                     \
        return fd;                                                                  \
    }
OPENED(open)
OPENED(open64)
