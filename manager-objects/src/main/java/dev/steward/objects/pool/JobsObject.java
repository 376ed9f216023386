package dev.steward.objects.pool;

import dev.steward.api.ObjectId;
import dev.steward.api.SharedPool;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Outputs;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.waiting.Presence;
import dev.steward.objects.waiting.Waiter;
import dev.steward.objects.waiting.WaitingLine;
import dev.steward.objects.waiting.WaitingObject;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Status;
import org.jspecify.annotations.Nullable;

/** What a pool is to those who have a result or an iterator of it: its jobs as objects of its family. */
abstract class JobsObject extends WaitingObject {

    final PoolWork work;
    final PoolAnswers answers;
    boolean shutdown;

    JobsObject(Creation creation) {
        super(BuiltInType.POOL, creation);
        work = new PoolWork(values, edges, mostTasks(creation.limits().maxElements()));
        answers = new PoolAnswers(values, work);
    }

    private static int mostTasks(int maxElements) {
        return Math.min(SharedPool.MOST_WAITING_TASKS, maxElements);
    }

    @Override
    protected void limited(int maxElements) {
        work.submitters().limited(mostTasks(maxElements));
    }

    @Override
    protected BuiltInType typeOf(ObjectId target) {
        PoolJob job = work.jobs().of(target);
        return job == null ? type : job.terms.kind().type();
    }

    /** Returns the job that a call is asked of. */
    final PoolJob jobOf(Invoke call) {
        PoolJob job = work.jobs().of(call.target());
        if (job == null) {
            throw new OperationRefusal(Status.NO_SUCH_OBJECT, "there is no object " + call.target() + " any more");
        }
        return job;
    }

    // Asking.

    /** Answers a call that asks for something of a job, or lets it wait. */
    final @Nullable Value ask(Invoke call, ResultArguments asked, Outputs out) {
        PoolJob job = jobOf(call);
        CallId id = call.call();
        Answer answer = answerOf(job, id, asked);
        if (answer != null) {
            answer(id, answer, call.now(), out);
            return null;
        }
        if (asked.timeout() == 0) {
            throw new OperationRefusal(Status.TIMED_OUT, typeOf(call.target()) + ": it is not there yet");
        }
        long deadline = deadline(call.now(), asked.timeout());
        ResultWaiter waiter = new ResultWaiter(id, call.target(), presence(id.session()), deadline, asked);
        waiter.waitWith(work.crew().lotOf(asked.run()));
        work.lookForWork();
        await(
                waiter,
                asked.what() == ResultArguments.What.PROGRESS ? job.lines.watching : job.lines.awaiting,
                call.now(),
                out);
        return null;
    }

    /** Returns the answer to a call that asks for something of a job, or null if it waits. */
    private @Nullable Answer answerOf(PoolJob job, CallId call, ResultArguments asked) {
        return switch (asked.what()) {
            case RESULTS -> job.isDone() ? Answer.ok(answers.results(job, asked.from()), sequence()) : null;
            case PROGRESS ->
                job.isDone() || job.ended() > asked.from() ? Answer.ok(answers.progress(job), sequence()) : null;
            case NEXT -> next(job, call);
        };
    }

    private @Nullable Answer next(PoolJob job, CallId call) {
        Taken taken = job.closed ? null : work.takeNext(job, call, this::presence);
        if (taken != null) {
            changed();
            return new Answer(Status.OK, answers.ended(taken.outcome, -1), sequence(), false, true);
        }
        if (!job.closed && (!job.isDone() || work.isUnderwayElsewhere(job, presenceOrNull(call.session())))) {
            return null;
        }
        EndedTask verdict = job.verdict();
        return verdict == null || job.closed
                ? failed(Status.SHUT_DOWN, job.terms.kind().type() + ": there is no result any more")
                : Answer.ok(answers.ended(verdict, -1), sequence());
    }

    /** Answers the calls for which there is something now. */
    final void answerAll(PoolJob job, long now, Outputs out) {
        answerAll(job, job.lines.awaiting, now, out);
        answerAll(job, job.lines.watching, now, out);
    }

    private void answerAll(PoolJob job, WaitingLine line, long now, Outputs out) {
        for (Waiter waiter : line.serving()) {
            if (waiter instanceof ResultWaiter waiting) {
                Answer answer = answerOf(job, waiting.call(), waiting.asked);
                if (answer != null) {
                    waiting.waitWith(null);
                    finish(waiting, answer, now, out);
                }
            }
        }
    }

    /** Cancels a job, or closes an iterator; returns whether it was not done. */
    final boolean cancel(PoolJob job, boolean endsRunning) {
        boolean first = !job.isDone();
        if (!job.terms.kind().hasResultsTogether() && !job.closed) {
            work.close(job, endsRunning);
            changed();
        } else if (first) {
            work.cancel(job, "it was cancelled", endsRunning);
            changed();
        }
        return first;
    }

    /** Lets a job outlive the session that brought it. */
    final Value detach(PoolJob job) {
        if (job.brought != null) {
            work.disown(job);
            changed();
        }
        return values.nil();
    }

    // The family.

    @Override
    protected void received(Input input, Outputs out) {
        if (input instanceof ObjectInput.MemberAdded added) {
            PoolJob job = work.jobs().born(added.call(), added.object());
            if (job != null) {
                work.born(job);
            }
        } else if (input instanceof ObjectInput.MemberRefused refused) {
            work.refused(refused.call());
        }
    }

    /** Calls that wait for a job have ended with it, and results on their way are dropped: there may be very many jobs. */
    @Override
    protected boolean keepsNothingBy(ObjectId object) {
        return true;
    }

    @Override
    protected boolean dropped(ObjectId object, long now, Outputs out) {
        PoolJob job = work.jobs().freed(object);
        if (job != null) {
            work.unreferenced(job);
        }
        return object.equals(id());
    }

    @Override
    protected String summary(ObjectId target, int atMost) {
        PoolJob job = work.jobs().of(target);
        return job == null ? summary(atMost) : cut(PoolAnswers.summary(job), atMost);
    }

    @Override
    protected String summary(int atMost) {
        return cut(answers.summary(shutdown), atMost);
    }

    private static String cut(String text, int atMost) {
        return text.substring(0, Math.min(atMost, text.length()));
    }

    // Snapshot.

    /** Lets tasks wait again with the calls that were read. */
    final void restoreWaits(PoolJob job) {
        for (Waiter waiter : job.lines.awaiting.toList()) {
            if (waiter instanceof ResultWaiter waiting) {
                waiting.waitWith(work.crew().lotOf(waiting.asked.run()));
            }
        }
    }

    /** Writes a call that waits for something of a job. */
    final void saveResultWaiter(StateWriter writer, ResultWaiter waiter) {
        PoolJob job = work.jobs().of(waiter.target());
        writer.writeLong(job == null ? 0 : job.number);
        writer.writeText(waiter.asked.what().name());
        writer.writeLong(waiter.asked.timeout());
        writer.writeLong(waiter.asked.from());
        writer.writeLong(waiter.asked.run());
    }

    final Restored loadResultWaiter(
            StateReader reader, CallId call, ObjectId target, Presence presence, long deadline) {
        JobLines lines = work.lines(reader.readLong());
        ResultArguments asked = new ResultArguments(
                ResultArguments.What.valueOf(reader.readText()),
                reader.readLong(),
                reader.readLong(),
                reader.readLong());
        return new Restored(
                new ResultWaiter(call, target, presence, deadline, asked),
                asked.what() == ResultArguments.What.PROGRESS ? lines.watching : lines.awaiting);
    }
}
