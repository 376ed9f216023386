package dev.steward.systemtests.history.type;

import dev.steward.api.SharedArray;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSet;
import dev.steward.api.SharedValue;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a shared object, on purpose: what its proxies do in the place of some calls. Stateless. */
enum TypeFault {
    LIST_ADDS_AT_A_WRONG_INDEX("list") {
        @Override
        @Nullable
        Object instead(Intercepted<?> call) throws Exception {
            if (!call.is("add", 2) || call.number(0) == 0) {
                return call.made();
            }
            call.<SharedList<Object>>on().add(call.number(0) - 1, call.argument(1));
            return null;
        }
    },
    DICT_MERGES_INTO_WHAT_IT_READ_BEFORE("dict") {
        @Override
        @Nullable
        Object instead(Intercepted<?> call) throws Exception {
            if (!call.is("merge", 3)) {
                return call.made();
            }
            SharedDict<Object, Object> dict = call.on();
            Object key = call.argument(0);
            Object current = dict.get(key);
            Object read = call.remembered(key, current);
            BiFunction<Object, Object, Object> function = call.function(2);
            Object merged = read == null ? call.argument(1) : function.apply(read, call.argument(1));
            dict.put(key, merged);
            return merged;
        }
    },
    SET_TOGGLES_WHAT_IS_GIVEN_TWICE_BACK("set") {
        @Override
        @Nullable
        Object instead(Intercepted<?> call) throws Exception {
            if (!call.is("toggleAll", 1)) {
                return call.made();
            }
            SharedSet<Object> set = call.on();
            for (Object element : call.list(0)) {
                set.toggleAll(List.of(element));
            }
            return true;
        }
    },
    NAMESPACE_TELLS_WHAT_WAS("namespace") {
        @Override
        @Nullable
        Object instead(Intercepted<?> call) throws Exception {
            Object told = call.made();
            return call.is("get", 2) ? call.remembered(call.argument(0), told) : told;
        }
    },
    VALUE_UPDATES_NOTHING("value") {
        @Override
        @Nullable
        Object instead(Intercepted<?> call) throws Exception {
            if (!call.is("updateAndGet", 1) || !call.isDue()) {
                return call.made();
            }
            UnaryOperator<Object> function = call.operator(0);
            return function.apply(call.<SharedValue<Object>>on().get());
        }
    },
    ARRAY_IS_WRITTEN_IN_TWO_HALVES("array") {
        @Override
        @Nullable
        Object instead(Intercepted<?> call) throws Exception {
            SharedArray<Object> array = call.on();
            if (call.is("setRange", 2) && call.number(0) + call.list(1).size() <= array.length()) {
                int half = call.list(1).size() / 2;
                List<?> values = call.list(1);
                array.setRange(call.number(0), values.subList(0, half));
                call.later(() -> array.setRange(call.number(0) + half, values.subList(half, values.size())));
                return null;
            }
            return call.made();
        }
    },
    ITERATOR_GIVES_AN_ELEMENT_TWICE("iterator") {
        @Override
        @Nullable
        Object instead(Intercepted<?> call) throws Exception {
            Object told = call.made();
            return call.is("next", 0) && call.isDue() ? call.remembered("element", told) : told;
        }
    },
    QUEUE_MOVES_AN_ELEMENT_TO_THE_END("queue") {
        @Override
        @Nullable
        Object instead(Intercepted<?> call) throws Exception {
            Object told = call.made();
            SharedQueue<Object> queue = call.on();
            return call.is("poll", 1) && told != null && call.isDue() && queue.offer(told)
                    ? queue.poll(Duration.ZERO)
                    : told;
        }
    },
    TASK_DONE_COUNTS_TWICE("joinableQueue") {
        @Override
        @Nullable
        Object instead(Intercepted<?> call) throws Exception {
            Object told = call.made();
            if (call.is("taskDone", 0)) {
                call.madeIfItMay();
            }
            return told;
        }
    },
    LOCK_IS_HANDED_TO_TWO("lock") {
        @Override
        @Nullable
        Object instead(Intercepted<?> call) throws Exception {
            Object told = call.made();
            return call.is("tryLock", 2) ? Boolean.TRUE : told;
        }
    },
    RLOCK_FORGETS_HOW_DEEP_IT_IS("rlock") {
        @Override
        @Nullable
        Object instead(Intercepted<?> call) throws Exception {
            Object told = call.made();
            if ((call.is("unlock", 0) || call.is("release", 0))
                    && call.<SharedLock>on().isHeldByMe()) {
                call.made();
            }
            return told;
        }
    },
    NOTIFY_IS_LOST("condition") {
        @Override
        @Nullable
        Object instead(Intercepted<?> call) throws Exception {
            boolean signals = call.is("signal", 0) || call.is("signal", 1) || call.is("signalAll", 0);
            return signals && call.<SharedLock>on().isHeldByMe() ? null : call.made();
        }
    },
    PERMITS_LEAK("semaphore") {
        @Override
        @Nullable
        Object instead(Intercepted<?> call) throws Exception {
            return call.is("release", 1) && call.isDue() ? null : call.made();
        }
    },
    TOO_MANY_PERMITS_ARE_TAKEN_BACK("boundedSemaphore") {
        @Override
        @Nullable
        Object instead(Intercepted<?> call) throws Exception {
            return call.is("release", 1) ? call.madeIfItMay() : call.made();
        }
    },
    EVENT_IS_NOT_SET("event") {
        @Override
        @Nullable
        Object instead(Intercepted<?> call) throws Exception {
            return call.is("set", 0) && call.isDue() ? null : call.made();
        }
    },
    EVENT_TAKES_BACK_WHAT_IT_TOLD("event") {
        @Override
        @Nullable
        Object instead(Intercepted<?> call) throws Exception {
            Object told = call.made();
            return call.is("await", 1) && Objects.equals(told, true) && call.isDue() ? Boolean.FALSE : told;
        }
    },
    BARRIER_LETS_TOO_FEW_GO("barrier") {
        @Override
        @Nullable
        Object instead(Intercepted<?> call) throws Exception {
            return call.is("await", 1) && call.isDue() ? (Object) (BarrierPlay.PARTIES - 1) : call.made();
        }
    },
    POOL_SAYS_THE_OPPOSITE("pool") {
        @Override
        @Nullable
        Object instead(Intercepted<?> call) throws Exception {
            Object told = call.made();
            return call.is("isShutdown", 0) && call.isDue() ? (Object) !Boolean.TRUE.equals(told) : told;
        }
    },
    RESULT_IS_NEVER_DONE("asyncResult") {
        @Override
        @Nullable
        Object instead(Intercepted<?> call) throws Exception {
            Object told = call.made();
            return call.is("isDone", 0) ? Boolean.FALSE : told;
        }
    },
    POOL_ITERATOR_STAYS_OPEN("poolIterator") {
        @Override
        @Nullable
        Object instead(Intercepted<?> call) throws Exception {
            return call.is("close", 0) ? null : call.made();
        }
    };

    private final String typeId;

    TypeFault(String typeId) {
        this.typeId = typeId;
    }

    /** Returns the type that it is a fault of. */
    String typeId() {
        return typeId;
    }

    /** Does what is wrong in the place of a call, or makes the call. */
    abstract @Nullable Object instead(Intercepted<?> call) throws Exception;

    /** Returns the types that some fault is of. */
    static List<String> typeIds() {
        return List.of(values()).stream().map(TypeFault::typeId).distinct().toList();
    }
}
