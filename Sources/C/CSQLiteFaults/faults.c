#ifdef DEBUG

#include "CSQLiteFaults.h"
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// A VFS over the system's own that counts what changes files, and remembers what was there before until it is synced.

enum { SECTOR = 512 };

/// What one write or truncation took away.
struct change {
    struct change *older;
    sqlite3_int64 offset, size_before;
    int bytes;  // of `old`; the file may have ended before
    unsigned char old[];
};

/// Unsynced changes of one file, the newest first.
struct shadow {
    struct shadow *next;
    struct change *newest;
    char path[];
};

struct file {
    sqlite3_file base;
    struct shadow *shadow;
    sqlite3_file *real;
};

static sqlite3_vfs *system_vfs;
static struct shadow *shadows;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char what[16], how[16];
static long chosen, counted;
static int is_full;

static struct shadow *shadow_of(const char *path) {
    for (struct shadow *known = shadows; known; known = known->next)
        if (!strcmp(known->path, path)) return known;
    struct shadow *made = calloc(1, sizeof *made + strlen(path) + 1);
    strcpy(made->path, path);
    made->next = shadows;
    shadows = made;
    return made;
}

static void forget(struct shadow *shadow) {
    while (shadow->newest) {
        struct change *change = shadow->newest;
        shadow->newest = change->older;
        free(change);
    }
}

/// Remembers what a range of the file holds, and the file's size.
static void remember(struct file *file, sqlite3_int64 offset, sqlite3_int64 bytes) {
    sqlite3_int64 size = 0;
    file->real->pMethods->xFileSize(file->real, &size);
    sqlite3_int64 there = offset >= size ? 0 : size - offset < bytes ? size - offset : bytes;
    struct change *change = calloc(1, sizeof *change + (size_t)there);
    change->offset = offset;
    change->size_before = size;
    change->bytes = (int)there;
    if (there) file->real->pMethods->xRead(file->real, change->old, (int)there, offset);
    change->older = file->shadow->newest;
    file->shadow->newest = change;
}

/// Whether a sector's new bytes reached the disk before the power went; repeatable.
static int has_arrived(const char *path, sqlite3_int64 sector) {
    unsigned long long hash = 1469598103934665603ull ^ (unsigned long long)chosen;
    for (; *path; path++) hash = (hash ^ (unsigned char)*path) * 1099511628211ull;
    hash = (hash ^ (unsigned long long)sector) * 1099511628211ull;
    return (hash >> 33) & 1;
}

/// Takes back what was not synced, all of it or sector by sector.
static void lose(struct shadow *shadow, int is_torn) {
    if (!shadow->newest) return;
    FILE *disk = fopen(shadow->path, "r+");
    if (!disk) return;
    sqlite3_int64 size = 0;
    for (struct change *change = shadow->newest; change; change = change->older) {
        size = change->size_before;
        for (int at = 0; at < change->bytes;) {
            sqlite3_int64 place = change->offset + at;
            int length = SECTOR - (int)(place % SECTOR);
            if (length > change->bytes - at) length = change->bytes - at;
            if (!is_torn || !has_arrived(shadow->path, place / SECTOR)) {
                fseeko(disk, place, SEEK_SET);
                fwrite(change->old + at, 1, (size_t)length, disk);
            }
            at += length;
        }
    }
    fflush(disk);
    if (!is_torn || !has_arrived(shadow->path, -1)) ftruncate(fileno(disk), size);
    fclose(disk);
}

/// Counts one step; nonzero when it has to fail.
static int step(const char *name) {
    int is_write = !strcmp(name, "write");
    if (strcmp(what, "any") && strcmp(what, name)) return is_full && is_write;
    if (++counted != chosen) return is_full && is_write;
    if (!strcmp(how, "kill")) kill(getpid(), SIGKILL);
    if (!strcmp(how, "cut") || !strcmp(how, "torn")) {
        for (struct shadow *shadow = shadows; shadow; shadow = shadow->next) lose(shadow, !strcmp(how, "torn"));
        kill(getpid(), SIGKILL);
    }
    is_full = !strcmp(how, "enospc");
    return 1;
}

static int failure(int code) {
    int no_space = !strcmp(how, "enospc");
    errno = no_space ? ENOSPC : EIO;
    return no_space ? SQLITE_FULL : code;
}

static int file_write(sqlite3_file *base, const void *data, int bytes, sqlite3_int64 offset) {
    struct file *file = (struct file *)base;
    pthread_mutex_lock(&lock);
    int fails = step("write");
    if (!fails && file->shadow) remember(file, offset, bytes);
    int code = fails ? failure(SQLITE_IOERR_WRITE) : file->real->pMethods->xWrite(file->real, data, bytes, offset);
    pthread_mutex_unlock(&lock);
    return code;
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 size) {
    struct file *file = (struct file *)base;
    sqlite3_int64 now = 0;
    pthread_mutex_lock(&lock);
    int fails = step("truncate");
    file->real->pMethods->xFileSize(file->real, &now);
    if (!fails && file->shadow && now > size) remember(file, size, now - size);
    int code = fails ? failure(SQLITE_IOERR_TRUNCATE) : file->real->pMethods->xTruncate(file->real, size);
    pthread_mutex_unlock(&lock);
    return code;
}

static int file_sync(sqlite3_file *base, int flags) {
    struct file *file = (struct file *)base;
    pthread_mutex_lock(&lock);
    int code = step("sync") ? failure(SQLITE_IOERR_FSYNC) : file->real->pMethods->xSync(file->real, flags);
    if (code == SQLITE_OK && file->shadow) forget(file->shadow);
    pthread_mutex_unlock(&lock);
    return code;
}

#define REAL struct file *file = (struct file *)base; sqlite3_file *real = file->real

static int file_close(sqlite3_file *base) { REAL; return real->pMethods->xClose(real); }
static int file_read(sqlite3_file *base, void *to, int bytes, sqlite3_int64 at) {
    REAL; return real->pMethods->xRead(real, to, bytes, at);
}
static int file_size(sqlite3_file *base, sqlite3_int64 *size) { REAL; return real->pMethods->xFileSize(real, size); }
static int file_lock(sqlite3_file *base, int kind) { REAL; return real->pMethods->xLock(real, kind); }
static int file_unlock(sqlite3_file *base, int kind) { REAL; return real->pMethods->xUnlock(real, kind); }
static int file_is_reserved(sqlite3_file *base, int *is) { REAL; return real->pMethods->xCheckReservedLock(real, is); }
static int file_control(sqlite3_file *base, int op, void *arg) { REAL; return real->pMethods->xFileControl(real, op, arg); }
static int file_sector(sqlite3_file *base) { REAL; return real->pMethods->xSectorSize(real); }
static int file_device(sqlite3_file *base) { REAL; return real->pMethods->xDeviceCharacteristics(real); }
static int shm_map(sqlite3_file *base, int page, int bytes, int extend, void volatile **to) {
    REAL; return real->pMethods->xShmMap(real, page, bytes, extend, to);
}
static int shm_lock(sqlite3_file *base, int at, int n, int flags) { REAL; return real->pMethods->xShmLock(real, at, n, flags); }
static void shm_barrier(sqlite3_file *base) { REAL; real->pMethods->xShmBarrier(real); }
static int shm_unmap(sqlite3_file *base, int remove) { REAL; return real->pMethods->xShmUnmap(real, remove); }

static const sqlite3_io_methods methods = {
    2, file_close, file_read, file_write, file_truncate, file_sync, file_size, file_lock, file_unlock,
    file_is_reserved, file_control, file_sector, file_device, shm_map, shm_lock, shm_barrier, shm_unmap, 0, 0,
};

static int vfs_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *base, int flags, int *out) {
    (void)vfs;
    struct file *file = (struct file *)base;
    file->base.pMethods = 0;
    file->real = (sqlite3_file *)(file + 1);
    int code = system_vfs->xOpen(system_vfs, name, file->real, flags, out);
    if (code != SQLITE_OK) return code;
    pthread_mutex_lock(&lock);
    file->shadow = name ? shadow_of(name) : 0;
    pthread_mutex_unlock(&lock);
    file->base.pMethods = &methods;
    return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync) {
    (void)vfs;
    int code = system_vfs->xDelete(system_vfs, name, sync);
    pthread_mutex_lock(&lock);
    if (code == SQLITE_OK) forget(shadow_of(name));
    pthread_mutex_unlock(&lock);
    return code;
}

static void install(void) {
    static sqlite3_vfs faulty;
    const char *wish = getenv("EXHIBIT_SQLITE_FAULT");
    if (!wish || sscanf(wish, "%15[a-z]:%ld:%15[a-z]", what, &chosen, how) != 3) return;
    system_vfs = sqlite3_vfs_find(0);
    faulty = *system_vfs;
    faulty.zName = "exhibit-faulty";
    faulty.szOsFile = (int)sizeof(struct file) + system_vfs->szOsFile;
    faulty.xOpen = vfs_open;
    faulty.xDelete = vfs_delete;
    faulty.pNext = 0;
    sqlite3_vfs_register(&faulty, 1);
}

void exhibit_sqlite_faults_install(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, install);
}

#endif
