#pragma once

#include <microhttpd.h>

// Swift cannot call variadic functions. One fixed spelling of the daemon that ExhibitServing runs: a thread for each
// connection (its handler may block), on a listening socket that the caller has bound, which the daemon then owns.
static inline struct MHD_Daemon *exhibit_mhd_start(
    MHD_socket listening,
    MHD_AccessHandlerCallback answer,
    void *context,
    MHD_RequestCompletedCallback completed,
    size_t memory_per_connection) {
    return MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL | MHD_USE_ITC,
        0,
        NULL, NULL,
        answer, context,
        MHD_OPTION_LISTEN_SOCKET, listening,
        MHD_OPTION_NOTIFY_COMPLETED, completed, NULL,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, memory_per_connection,
        MHD_OPTION_END);
}

// A macro with a cast, which Swift does not import.
static inline uint64_t exhibit_mhd_size_unknown(void) { return MHD_SIZE_UNKNOWN; }
