package dev.steward.objects.pool;

import dev.steward.objects.waiting.WaitingLine;

/** The calls that wait for something of a job: for results, and for how far it has come. */
final class JobLines {
    final WaitingLine awaiting = new WaitingLine();
    final WaitingLine watching = new WaitingLine();
}
