package dev.steward.systemtests.house.wrong.objects;

/** Wrong on purpose: shared between threads in the machine. */
public final class VolatileField {
    volatile int count;
}
