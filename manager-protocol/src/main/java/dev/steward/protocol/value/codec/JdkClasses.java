package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueOutput;
import dev.steward.protocol.value.codec.JdkContainers.CollectionSerializer;
import dev.steward.protocol.value.codec.JdkContainers.CopiedListSerializer;
import dev.steward.protocol.value.codec.JdkContainers.CopiedSetSerializer;
import dev.steward.protocol.value.codec.JdkContainers.MapSerializer;
import dev.steward.protocol.value.codec.JdkContainers.SortedMapSerializer;
import dev.steward.protocol.value.codec.JdkContainers.SortedSerializer;
import dev.steward.protocol.value.codec.JdkHolders.AtomicReferenceSerializer;
import dev.steward.protocol.value.codec.JdkHolders.EntrySerializer;
import dev.steward.protocol.value.codec.JdkHolders.HolderSerializer;
import dev.steward.protocol.value.codec.KeptMaps.EnumMapSerializer;
import dev.steward.protocol.value.codec.KeptMaps.EnumSetSerializer;
import dev.steward.protocol.value.jdk.Chronologies;
import dev.steward.protocol.value.jdk.JdkData;
import dev.steward.protocol.value.jdk.SerialForm;
import dev.steward.protocol.value.jdk.SqlDates;
import dev.steward.protocol.value.jdk.Urls;
import java.io.File;
import java.math.MathContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.chrono.ChronoLocalDate;
import java.time.chrono.ChronoLocalDateTime;
import java.time.chrono.ChronoPeriod;
import java.time.chrono.ChronoZonedDateTime;
import java.time.chrono.Chronology;
import java.time.chrono.JapaneseEra;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Random;
import java.util.SortedSet;
import java.util.Stack;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the JDK that keep their class inside an envelope, each with its number: one row per class. Why they
 * need nobody's permission is said in {@link EnvelopeClasses}. Stateless.
 */
@SuppressWarnings({"JdkObsolete", "JavaUtilDate"}) // What users have in their objects is not ours to choose.
final class JdkClasses {

    private static final int FIRST = 64;
    private static final List<Registration> BY_NUMBER = new ArrayList<>();

    static final Map<Class<?>, Registration> BY_CLASS = new HashMap<>();

    /** Stands for all of {@link dev.steward.protocol.value.jdk.Wrapper}. */
    static final Class<?> WRAPPER = Collections.synchronizedMap(new HashMap<>()).getClass();

    /** What has classes of no public name, and by which of them it is known. */
    private static final Map<Class<?>, Class<?>> FAMILIES = Map.ofEntries(
            Map.entry(Path.class, Path.class),
            Map.entry(InetAddress.class, InetAddress.class),
            Map.entry(TimeZone.class, TimeZone.class),
            Map.entry(Map.Entry.class, AbstractMap.SimpleImmutableEntry.class),
            Map.entry(Calendar.class, Calendar.class),
            Map.entry(Charset.class, Charset.class),
            Map.entry(Chronology.class, Chronology.class),
            Map.entry(ChronoLocalDate.class, Chronology.class),
            Map.entry(ChronoLocalDateTime.class, Chronology.class),
            Map.entry(ChronoZonedDateTime.class, Chronology.class),
            Map.entry(ChronoPeriod.class, Chronology.class),
            Map.entry(JapaneseEra.class, Chronology.class));

    static {
        collection(ArrayList.class, ArrayList::new);
        collection(ArrayDeque.class, ArrayDeque::new);
        add(CopyOnWriteArrayList.class, new CopiedListSerializer());
        collection(LinkedList.class, LinkedList::new);
        set(HashSet.class, HashSet::new);
        set(LinkedHashSet.class, LinkedHashSet::new);
        map(HashMap.class, HashMap::new);
        add(LinkedHashMap.class, new KeptMaps.LinkedSerializer());
        map(ConcurrentHashMap.class, ConcurrentHashMap::new);
        // Views and other sorted sets are written as a TreeSet too.
        add(TreeSet.class, new SortedSerializer<SortedSet<Object>>(SortedSet::comparator, TreeSet::new));
        add(
                PriorityQueue.class,
                new SortedSerializer<PriorityQueue<Object>>(PriorityQueue::comparator, PriorityQueue::new));
        add(TreeMap.class, new SortedMapSerializer(TreeMap::new));
        add(EnumSet.class, new EnumSetSerializer());
        add(EnumMap.class, new EnumMapSerializer());
        add(Optional.class, new HolderSerializer<Optional<Object>>(o -> o.orElse(null), Optional::ofNullable));
        add(AtomicReference.class, new AtomicReferenceSerializer());
        plain(
                OptionalInt.class,
                (out, v) -> {
                    out.writeBoolean(v.isPresent());
                    v.ifPresent(out::writeInt);
                },
                in -> in.readBoolean() ? OptionalInt.of(in.readInt()) : OptionalInt.empty());
        plain(
                OptionalLong.class,
                (out, v) -> {
                    out.writeBoolean(v.isPresent());
                    v.ifPresent(out::writeLong);
                },
                in -> in.readBoolean() ? OptionalLong.of(in.readLong()) : OptionalLong.empty());
        plain(
                OptionalDouble.class,
                (out, v) -> {
                    out.writeBoolean(v.isPresent());
                    v.ifPresent(out::writeDouble);
                },
                in -> in.readBoolean() ? OptionalDouble.of(in.readDouble()) : OptionalDouble.empty());
        plain(AtomicInteger.class, (out, v) -> out.writeInt(v.get()), in -> new AtomicInteger(in.readInt()));
        plain(AtomicLong.class, (out, v) -> out.writeLong(v.get()), in -> new AtomicLong(in.readLong()));
        plain(AtomicBoolean.class, (out, v) -> out.writeBoolean(v.get()), in -> new AtomicBoolean(in.readBoolean()));
        plain(URI.class, (out, v) -> out.writeName(v.toString()), in -> URI.create(in.readText()));
        plain(Locale.class, JdkData::writeLocale, in -> Locale.forLanguageTag(in.readText()));
        plain(
                Currency.class,
                (out, v) -> out.writeName(v.getCurrencyCode()),
                in -> Currency.getInstance(in.readText()));
        plain(BitSet.class, (out, v) -> out.writeBlob(v.toByteArray()), in -> BitSet.valueOf(in.readBlob()));
        plain(StringBuilder.class, (out, v) -> out.writeName(v.toString()), in -> new StringBuilder(in.readText()));
        plain(Date.class, (out, v) -> out.writeLong(v.getTime()), in -> new Date(in.readLong()));
        add(AbstractMap.SimpleEntry.class, new EntrySerializer<>(AbstractMap.SimpleEntry::new));
        add(AbstractMap.SimpleImmutableEntry.class, new EntrySerializer<>(AbstractMap.SimpleImmutableEntry::new));
        collection(Vector.class, Vector::new);
        collection(Stack.class, Stack::new);
        collection(ConcurrentLinkedQueue.class, ConcurrentLinkedQueue::new);
        collection(ConcurrentLinkedDeque.class, ConcurrentLinkedDeque::new);
        add(CopyOnWriteArraySet.class, new CopiedSetSerializer());
        set(ConcurrentHashMap.KeySetView.class, ConcurrentHashMap::newKeySet);
        map(Hashtable.class, Hashtable::new);
        add(Properties.class, new KeptMaps.PropertiesSerializer());
        map(IdentityHashMap.class, IdentityHashMap::new);
        map(WeakHashMap.class, WeakHashMap::new);
        add(
                ConcurrentSkipListSet.class,
                new SortedSerializer<SortedSet<Object>>(SortedSet::comparator, ConcurrentSkipListSet::new));
        add(ConcurrentSkipListMap.class, new SortedMapSerializer(ConcurrentSkipListMap::new));
        data();
        state();
        sql();
        add(Comparator.class, new JdkComparators());
        add(Throwable.class, new ThrowableSerializer(FieldTable::ofException));
        add(WRAPPER, new JdkHolders.WrapperSerializer());
        collection(
                Collections.synchronizedList(new ArrayList<>()).getClass(),
                () -> Collections.synchronizedList(new ArrayList<>()));
        collection(
                Collections.synchronizedList(new LinkedList<>()).getClass(),
                () -> Collections.synchronizedList(new LinkedList<>()));
        collection(
                Collections.synchronizedCollection(new ArrayList<>()).getClass(),
                () -> Collections.synchronizedCollection(new ArrayList<>()));
        plain(Calendar.class, JdkData::writeOtherCalendar, JdkData::readOtherCalendar);
        add(Chronology.class, new ClosedSet.Plain<Object>(Chronologies::write, Chronologies::read));
        plain(Charset.class, JdkData::writeCharset, JdkData::readCharset);
        plain(StackTraceElement.class, JdkData::writeFrame, JdkData::readFrame);
        plain(DoubleAdder.class, (out, v) -> out.writeDouble(v.sum()), in -> {
            DoubleAdder adder = new DoubleAdder();
            adder.add(in.readDouble());
            return adder;
        });
        add(AtomicReferenceArray.class, new JdkContainers.AtomicArraySerializer());
        add(Object.class, new JdkHolders.NothingSerializer());
    }

    private JdkClasses() {}

    private static void state() {
        plain(URL.class, Urls::write, Urls::read);
        plain(
                UnixDomainSocketAddress.class,
                (out, v) -> out.writeName(v.getPath().toString()),
                in -> UnixDomainSocketAddress.of(in.readText()));
        plain(Random.class, (out, v) -> out.writeBlob(SerialForm.stateOf(v)), in -> SerialForm.random(in.readBlob()));
        plain(StringBuffer.class, (out, v) -> out.writeName(v.toString()), in -> new StringBuffer(in.readText()));
        plain(LongAdder.class, (out, v) -> out.writeLong(v.sum()), in -> {
            LongAdder adder = new LongAdder();
            adder.add(in.readLong());
            return adder;
        });
        plain(MathContext.class, (out, v) -> out.writeName(v.toString()), in -> new MathContext(in.readText()));
        plain(FileTime.class, JdkData::writeFileTime, JdkData::readFileTime);
        plain(
                AtomicIntegerArray.class,
                (out, v) -> {
                    out.writeCount(v.length());
                    for (int i = 0; i < v.length(); i++) {
                        out.writeInt(v.get(i));
                    }
                },
                in -> {
                    AtomicIntegerArray array = new AtomicIntegerArray(in.readCount(Integer.BYTES));
                    for (int i = 0; i < array.length(); i++) {
                        array.set(i, in.readInt());
                    }
                    return array;
                });
        plain(
                AtomicLongArray.class,
                (out, v) -> {
                    out.writeCount(v.length());
                    for (int i = 0; i < v.length(); i++) {
                        out.writeLong(v.get(i));
                    }
                },
                in -> {
                    AtomicLongArray array = new AtomicLongArray(in.readCount(Long.BYTES));
                    for (int i = 0; i < array.length(); i++) {
                        array.set(i, in.readLong());
                    }
                    return array;
                });
    }

    /** Where a module is not there the numbers of its classes are taken all the same. */
    private static void sql() {
        try {
            SqlDates.rows().forEach(JdkClasses::plain);
        } catch (LinkageError noSuchModule) {
            Serializer<?> missing = new ClosedSet.Plain<>((out, v) -> {}, in -> {
                throw new Refusal(
                        "a date of java.sql, and there is no such module here", "add it: --add-modules java.sql");
            });
            for (int left = SqlDates.COUNT; left > 0; left--) {
                BY_NUMBER.add(new Registration(Object.class, missing, FIRST + BY_NUMBER.size()));
            }
        }
    }

    private static void data() {
        plain(Path.class, JdkData::writePath, in -> Path.of(in.readText()));
        plain(File.class, (out, v) -> out.writeName(v.getPath()), in -> new File(in.readText()));
        plain(InetAddress.class, JdkData::writeAddress, JdkData::readAddress);
        plain(InetSocketAddress.class, JdkData::writeSocketAddress, JdkData::readSocketAddress);
        plain(
                Pattern.class,
                (out, v) -> {
                    out.writeName(v.pattern());
                    out.writeInt(v.flags());
                },
                in -> {
                    String regex = in.readText();
                    return Pattern.compile(regex, in.readInt());
                });
        plain(TimeZone.class, JdkData::writeZone, JdkData::readZone);
        plain(GregorianCalendar.class, JdkData::writeCalendar, JdkData::readCalendar);
        plain(
                IntSummaryStatistics.class,
                (out, v) -> {
                    out.writeLong(v.getCount());
                    out.writeInt(v.getMin());
                    out.writeInt(v.getMax());
                    out.writeLong(v.getSum());
                },
                in -> new IntSummaryStatistics(in.readLong(), in.readInt(), in.readInt(), in.readLong()));
        plain(
                LongSummaryStatistics.class,
                (out, v) -> {
                    out.writeLong(v.getCount());
                    out.writeLong(v.getMin());
                    out.writeLong(v.getMax());
                    out.writeLong(v.getSum());
                },
                in -> new LongSummaryStatistics(in.readLong(), in.readLong(), in.readLong(), in.readLong()));
        plain(
                DoubleSummaryStatistics.class,
                (out, v) -> {
                    out.writeLong(v.getCount());
                    out.writeDouble(v.getMin());
                    out.writeDouble(v.getMax());
                    out.writeDouble(v.getSum());
                },
                in -> new DoubleSummaryStatistics(in.readLong(), in.readDouble(), in.readDouble(), in.readDouble()));
    }

    /** Returns the row of a class that is known by what it is, such as a path of this system; null if there is none. */
    static @Nullable Registration byFamily(Class<?> type) {
        for (Map.Entry<Class<?>, Class<?>> family : FAMILIES.entrySet()) {
            if (family.getKey().isAssignableFrom(type)) {
                return BY_CLASS.get(family.getValue());
            }
        }
        return null;
    }

    /** Returns what has that number, or null. */
    static @Nullable Registration byNumber(int number) {
        int index = number - FIRST;
        return index >= 0 && index < BY_NUMBER.size() ? BY_NUMBER.get(index) : null;
    }

    private static void add(Class<?> type, Serializer<?> serializer) {
        Registration registration = new Registration(type, serializer, FIRST + BY_NUMBER.size());
        BY_NUMBER.add(registration);
        BY_CLASS.put(type, registration);
    }

    private static <T> void plain(Class<T> type, BiConsumer<ValueOutput, T> writer, Function<ValueInput, T> reader) {
        add(type, new ClosedSet.Plain<>(writer, reader));
    }

    private static <T> void plain(SqlDates.Row<T> row) {
        plain(row.type(), row.writer(), row.reader());
    }

    private static void collection(Class<?> type, Supplier<Collection<@Nullable Object>> maker) {
        add(type, new CollectionSerializer(maker, false));
    }

    private static void set(Class<?> type, Supplier<Collection<@Nullable Object>> maker) {
        add(type, new CollectionSerializer(maker, true));
    }

    private static void map(Class<?> type, Supplier<Map<@Nullable Object, @Nullable Object>> maker) {
        add(type, new MapSerializer(maker));
    }
}
