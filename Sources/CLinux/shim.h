#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>

/* The calling thread's name as `top` and debuggers show it; at most 15 bytes are kept. */
static inline void trama_name_thread(const char *name) {
    prctl(PR_SET_NAME, name, 0, 0, 0);
}
