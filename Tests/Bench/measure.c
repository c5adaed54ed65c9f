// Runs a command N times and prints what that took: `min_ms median_ms p95_ms peak_kib failures cpu_ms`, the last
// the median of what all cores together spent on it.
//
// A small program, because a process inherits the peak memory of whoever started it, and an interpreter's is large.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double spent(const struct rusage *usage) {
    const struct timeval *user = &usage->ru_utime, *kernel = &usage->ru_stime;
    return (double)(user->tv_sec + kernel->tv_sec) * 1e3 + (double)(user->tv_usec + kernel->tv_usec) / 1e3;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int count, char **words) {
    if (count < 3) return 2;
    int runs = atoi(words[1]), failures = 0;
    long peak = 0;
    double *times = calloc((size_t)runs, sizeof *times), *cpu = calloc((size_t)runs, sizeof *cpu);
    for (int i = 0; i < runs; i++) {
        double start = now();
        pid_t child = fork();
        if (child == 0) {
            int null = open("/dev/null", O_WRONLY);
            dup2(null, 1);
            execvp(words[2], words + 2);
            _exit(127);
        }
        int status;
        struct rusage usage;
        wait4(child, &status, 0, &usage);
        times[i] = now() - start;
        cpu[i] = spent(&usage);
        if (usage.ru_maxrss > peak) peak = usage.ru_maxrss;
        if (status != 0) failures++;
    }
    qsort(times, (size_t)runs, sizeof *times, ascending);
    qsort(cpu, (size_t)runs, sizeof *cpu, ascending);
    printf("%.2f %.2f %.2f %ld %d %.2f\n", times[0], times[runs / 2], times[(runs * 95 - 1) / 100], peak, failures, cpu[runs / 2]);
}
