package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.Exposed;
import dev.steward.api.MethodNotExposedException;
import dev.steward.api.ObjectToken;
import dev.steward.api.RemoteProxy;
import dev.steward.api.ReturnsProxy;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.client.ClientOptions;
import dev.steward.server.ManagerServer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user's interface names travels, whichever way the object was registered; and what the interface is not is told. */
class ServiceTypesTest extends ServedTest {

    record Line(String article, int pieces) {}

    record Order(String customer, List<Line> lines) {}

    record Receipt(Order order, int number) {}

    /** A value of two kinds. */
    sealed interface Payment permits Cash, Card {}

    record Cash(int amount) implements Payment {}

    record Card(String number) implements Payment {}

    /** A class that no interface names. */
    record Unnamed(int number) {}

    /** An object that takes and gives records. */
    interface Shop {
        Receipt order(Order order);

        List<Receipt> orderAll(List<Order> orders);

        String pay(Payment payment);

        @ReturnsProxy
        Basket basket();

        int count(Object anything);

        Object self();

        EnumSet<TimeUnit> units(EnumSet<TimeUnit> units);
    }

    /** An object that a method returns a proxy of. */
    interface Basket {
        int put(Line line);
    }

    static class Counter implements Shop {
        private int number;

        @Override
        public Receipt order(Order order) {
            return new Receipt(order, ++number);
        }

        @Override
        public List<Receipt> orderAll(List<Order> orders) {
            return orders.stream().map(this::order).toList();
        }

        @Override
        public String pay(Payment payment) {
            return payment.toString();
        }

        @Override
        public Basket basket() {
            return Line::pieces;
        }

        @Override
        public int count(Object anything) {
            return 1;
        }

        @Override
        public Object self() {
            return this;
        }

        @Override
        public EnumSet<TimeUnit> units(EnumSet<TimeUnit> units) {
            return EnumSet.complementOf(units);
        }
    }

    private static final Order ORDER = new Order("Ada", List.of(new Line("tea", 2)));

    private final ManagerServer server = serve(onLoopback()
            .register("callable", Counter::new)
            .register("interface", Shop.class, Counter::new)
            .registerFactory("factory", String.class, name -> new Counter())
            .register("orders", OrderStore::new)
            .register("marked", Marked::new)
            .register("bus", () -> new LocalBus()));
    private final SyncManager manager = connect(server.port());

    private Shop shop(String typeId) {
        return typeId.equals("factory") ? manager.get(typeId, Shop.class, "name") : manager.get(typeId, Shop.class);
    }

    @Test
    void anObjectThatIsServedIsNotCopiedAsAResult() {
        assertThatThrownBy(shop("callable")::self)
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("mark the method @ReturnsProxy")
                .hasMessageNotContaining("allow");
    }

    @Test
    void enumSetsAreArgumentsAndResults() {
        EnumSet<TimeUnit> days = EnumSet.of(TimeUnit.DAYS);
        assertThat(shop("interface").units(days)).isEqualTo(EnumSet.complementOf(days));
        assertThat(shop("interface").units(EnumSet.noneOf(TimeUnit.class))).isEqualTo(EnumSet.allOf(TimeUnit.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"callable", "interface", "factory"})
    void recordsOfAnInterfaceAreItsArgumentsAndResults(String typeId) {
        Shop shop = shop(typeId);
        assertThat(shop.order(ORDER)).isEqualTo(new Receipt(ORDER, 1));
        assertThat(shop.orderAll(List.of(ORDER, ORDER))).containsExactly(new Receipt(ORDER, 2), new Receipt(ORDER, 3));
        assertThat(shop.pay(new Cash(3))).isEqualTo("Cash[amount=3]");
        assertThat(shop.pay(new Card("4711"))).isEqualTo("Card[number=4711]");
        assertThat(shop.basket().put(new Line("cup", 5))).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"callable", "interface", "factory"})
    void whatNoInterfaceNamesStaysRefused(String typeId) {
        Shop shop = shop(typeId);
        assertThatThrownBy(() -> shop.count(new Unnamed(1)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("Unnamed")
                .hasMessageContaining("allow");
    }

    /** Something whose types are only named where it is implemented. */
    interface Store<K, V> {
        void put(K key, V value);

        V find(K key);
    }

    interface Orders extends Store<Line, Order> {}

    static class OrderStore extends HashStore<Line, Order> implements Orders {}

    static class HashStore<K, V> {
        private final Map<K, V> values = new HashMap<>();

        public void put(K key, V value) {
            values.put(key, value);
        }

        public V find(K key) {
            return values.get(key);
        }
    }

    /** What the server registered. */
    interface Stores {
        Store<Line, Order> orders();
    }

    @Test
    void whatAGenericInterfaceIsMadeForIsNamedToo() {
        Line key = new Line("tea", 1);
        Orders orders = manager.get("orders", Orders.class);
        orders.put(key, ORDER);
        assertThat(orders.find(key)).isEqualTo(ORDER);
        Store<Line, Order> other = manager.as(Stores.class).orders();
        other.put(key, ORDER);
        assertThat(other.find(key)).isEqualTo(ORDER);
    }

    /** Has a method that only its class has. */
    static class Marked {
        @Exposed
        public int pieces(Line line) {
            return line.pieces();
        }
    }

    /** A client's view of it. */
    interface Pieces {
        int pieces(Line line);
    }

    @Test
    void anExposedMethodOfAClassNamesItsTypesToo() {
        assertThat(manager.get("marked", Pieces.class).pieces(new Line("cup", 7)))
                .isEqualTo(7);
    }

    // A wrong interface.

    /** Nothing of what a shop has. */
    interface Weather {
        double temperature(String place, Integer day);

        void close();
    }

    /** Has one method of a shop and one that it has not. */
    interface HalfAShop {
        String pay(Payment payment);

        int refund(int amount);
    }

    private void assertNoWeather(ThrowingCallable call) {
        int before = manager.objectCount();
        assertThatThrownBy(call)
                .isInstanceOf(MethodNotExposedException.class)
                .hasMessageContaining("callable")
                .hasMessageContaining("exposes no method of " + Weather.class.getName())
                .hasMessageContaining("order(Order)")
                .hasMessageContaining("count(Object)");
        await().untilAsserted(() -> assertThat(manager.objectCount()).isEqualTo(before));
    }

    /** What the server registered, one of them wrongly. */
    interface Registered {
        Weather callable();
    }

    @Test
    void aWrongInterfaceIsToldWhereItIsAskedFor() {
        ObjectToken token = RemoteProxy.of(shop("callable")).objectToken();
        assertNoWeather(() -> manager.get("callable", Weather.class));
        assertNoWeather(() -> manager.attach(token, Type.of(Weather.class)));
        assertNoWeather(() -> manager.as(Registered.class).callable());
    }

    @Test
    void anInterfaceMayHaveMoreThanTheObject() {
        HalfAShop half = manager.get("callable", HalfAShop.class);
        assertThat(half.pay(new Cash(1))).isEqualTo("Cash[amount=1]");
        assertThatThrownBy(() -> half.refund(1))
                .isInstanceOf(MethodNotExposedException.class)
                .hasMessageContaining("refund(int)")
                .hasMessageContaining("pay(Payment)");
    }

    // What would be called back.

    /** Hears of something. */
    interface Listener {
        void heard(String news);
    }

    /** A listener that is a value. */
    record Recorder(String name) implements Listener {
        @Override
        public void heard(String news) {}
    }

    /** A listener as an ordinary object. */
    static class Printer implements Listener {
        @Override
        public void heard(String news) {}
    }

    /** Tells listeners. */
    interface Bus {
        String subscribe(String topic, Listener listener);

        int tell(SharedQueue<String> subscriber);

        String when(Supplier<String> condition);
    }

    static class LocalBus implements Bus {
        private final List<String> subscribers = new ArrayList<>();

        @Override
        public String subscribe(String topic, Listener listener) {
            subscribers.add(topic);
            return String.valueOf(listener);
        }

        @Override
        public int tell(SharedQueue<String> subscriber) {
            subscriber.add("news");
            return subscribers.size();
        }

        @Override
        public String when(Supplier<String> condition) {
            return condition.get();
        }
    }

    private static void assertNotCalledBack(Bus bus, Listener listener) {
        assertThatThrownBy(() -> bus.subscribe("weather", listener))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("bus")
                .hasMessageContaining("subscribe(String, Listener): argument 2")
                .hasMessageContaining("SharedQueue");
    }

    @Test
    void whatWouldBeCalledBackIsRefusedAndAQueueIsTheCure() throws Exception {
        Bus bus = manager.get("bus", Bus.class);
        assertNotCalledBack(bus, news -> {});
        assertNotCalledBack(bus, new Printer());
        assertNotCalledBack(bus, new Listener() {
            @Override
            public void heard(String news) {}
        });
        assertThatThrownBy(() -> bus.when(() -> "never called"))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("SharedQueue");
        SharedQueue<String> news = manager.queue();
        assertThat(bus.tell(news)).as("nobody subscribed").isZero();
        assertThat(news.take()).isEqualTo("news");
    }

    @Test
    void aValueMayBeOfAnInterface() {
        ManagerServer allowing =
                serve(onLoopback().allow(Recorder.class, Printer.class).register("bus", () -> new LocalBus()));
        SyncManager client = connect(allowing.port(), ClientOptions.builder().allow(Printer.class));
        Bus bus = client.get("bus", Bus.class);
        assertThat(bus.subscribe("weather", null)).isEqualTo("null");
        assertThat(bus.subscribe("weather", new Recorder("a"))).isEqualTo("Recorder[name=a]");
        assertThat(bus.subscribe("weather", new Printer())).contains("Printer");
    }
}
