// The least that messages to and fro cost here: processes on two pipes each, with a thread of the parent's for each.
// Messages are as long as the engine's, and mean nothing. Arguments: processes, messages to each, messages in flight.
// Prints: messages, seconds of the clock, seconds of all processes' processor time.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define QUESTION 21
#define ANSWER 53
#define MOST 16

static int to[MOST], from[MOST];
static long messages, in_flight;

static void answer(int input, int output)
{
    char questions[MOST * QUESTION], answers[MOST * ANSWER] = { 0 };
    ssize_t count;

    while ((count = read(input, questions, sizeof questions)) > 0)
    {
        size_t size = (size_t)count / QUESTION * ANSWER;

        if (write(output, answers, size) != (ssize_t)size)
        {
            _exit(1);
        }
    }

    _exit(0);
}

static void *ask(void *argument)
{
    long process = (long)argument;
    char questions[MOST * QUESTION] = { 0 }, answers[MOST * ANSWER];

    for (long asked = 0; asked < messages; asked += in_flight)
    {
        if (write(to[process], questions, (size_t)in_flight * QUESTION) < 0)
        {
            exit(1);
        }

        for (ssize_t got = 0, count; got < in_flight * ANSWER; got += count)
        {
            if ((count = read(from[process], answers, sizeof answers)) <= 0)
            {
                exit(1);
            }
        }
    }

    return NULL;
}

static void start(long process)
{
    int down[2], up[2];

    if (pipe(down) != 0 || pipe(up) != 0)
    {
        exit(1);
    }

    if (fork() == 0)
    {
        for (long other = 0; other < process; other++)
        {
            close(to[other]);
        }

        close(down[1]);
        close(up[0]);
        answer(down[0], up[1]);
    }

    close(down[0]);
    close(up[1]);
    to[process] = down[1];
    from[process] = up[0];
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static double processor_seconds(int who)
{
    struct rusage usage;
    getrusage(who, &usage);
    double microseconds = (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + microseconds * 1e-6;
}

int main(int argc, char **argv)
{
    if (argc != 4)
    {
        fprintf(stderr, "usage: %s PROCESSES MESSAGES IN_FLIGHT\n", argv[0]);
        return 2;
    }

    long processes = atol(argv[1]);
    messages = atol(argv[2]);
    in_flight = atol(argv[3]);

    if (processes < 1 || processes > MOST || messages < 1 || in_flight < 1 || in_flight > MOST)
    {
        fprintf(stderr, "at least one of each, and %d processes and messages in flight at the most\n", MOST);
        return 2;
    }

    pthread_t threads[MOST];

    for (long process = 0; process < processes; process++)
    {
        start(process);
    }

    double begin = seconds();

    for (long process = 0; process < processes; process++)
    {
        pthread_create(&threads[process], NULL, ask, (void *)process);
    }

    for (long process = 0; process < processes; process++)
    {
        pthread_join(threads[process], NULL);
    }

    double clock = seconds() - begin;

    for (long process = 0; process < processes; process++)
    {
        close(to[process]);
    }

    while (wait(NULL) > 0)
    {
    }

    printf("%ld %.9f %.6f\n", processes * messages, clock, processor_seconds(RUSAGE_SELF) + processor_seconds(RUSAGE_CHILDREN));
    return 0;
}
