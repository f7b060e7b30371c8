/* libical behind the protocol of README.md. Build: cc -O2 libical_engine.c -o libical_engine $(pkg-config --cflags --libs libical) */
#include <libical/ical.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return at.tv_sec + at.tv_nsec / 1e9;
}

/* Each case has two seconds of processor time: some rules are never finished. */
static void give_up(int signal)
{
    _exit(signal);
}

static void allow(long seconds)
{
    struct itimerval limit = {.it_value = {.tv_sec = seconds}};
    setitimer(ITIMER_PROF, &limit, NULL);
}

static void list(const char *id, struct icalrecurrencetype rule, struct icaltimetype start, long most)
{
    icalrecur_iterator *walk = icalrecur_iterator_new(rule, start);
    if (!walk) {
        printf("%s\t!\t%s\n", id, icalerror_strerror(icalerrno));
        return;
    }
    printf("%s\tU\t", id);
    for (long i = 0; i < most; i++) {
        struct icaltimetype at = icalrecur_iterator_next(walk);
        if (icaltime_is_null_time(at))
            break;
        printf("%s%lld", i ? "," : "", (long long)icaltime_as_timet_with_zone(at, at.zone));
    }
    printf("\n");
    icalrecur_iterator_free(walk);
}

static void race(const char *id, struct icalrecurrencetype rule, struct icaltimetype start, long most, double seconds)
{
    long count = 0;
    volatile long long sum = 0; /* keeps the reading of instants from being optimised away */
    double begun = now();
    while (now() < begun + seconds) {
        icalrecur_iterator *walk = icalrecur_iterator_new(rule, start);
        if (!walk)
            break;
        for (long i = 0; i < most; i++) {
            struct icaltimetype at = icalrecur_iterator_next(walk);
            if (icaltime_is_null_time(at))
                break;
            sum += icaltime_as_timet_with_zone(at, at.zone);
            if (++count % 16 == 0 && now() > begun + seconds)
                break;
        }
        icalrecur_iterator_free(walk);
    }
    printf("%s\t%ld\t%.6f\n", id, count, now() - begun);
}

int main(int argc, char **argv)
{
    char line[65536];
    long most = argc > 2 ? atol(argv[2]) : 0;
    icalerror_set_errors_are_fatal(0);
    signal(SIGPROF, give_up);
    while (fgets(line, sizeof line, stdin)) {
        char *id = strtok(line, "\t\n"), *when = strtok(NULL, "\t\n"), *zone = strtok(NULL, "\t\n"), *text = strtok(NULL, "\t\n");
        struct icaltimetype start = icaltime_from_string(when);
        icaltimezone *named = strcmp(zone, "UTC") ? icaltimezone_get_builtin_timezone(zone) : icaltimezone_get_utc_timezone();
        icaltime_set_timezone(&start, named);
        icalerrno = ICAL_NO_ERROR;
        struct icalrecurrencetype rule = icalrecurrencetype_from_string(text);
        if (!named || rule.freq == ICAL_NO_RECURRENCE)
            printf("%s\t!\t%s\n", id, named ? icalerror_strerror(icalerrno) : "no such zone");
        else if (!strcmp(argv[1], "race"))
            race(id, rule, start, most, atof(argv[3]));
        else {
            allow(2);
            list(id, rule, start, most);
            allow(0);
        }
        fflush(stdout);
        icalrecurrencetype_clear(&rule);
    }
    return 0;
}
