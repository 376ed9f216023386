package dev.steward.examples;

import dev.steward.api.AuthKey;
import dev.steward.api.Exposed;
import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.MethodNotExposedException;
import dev.steward.api.Registered;
import dev.steward.api.ReturnsProxy;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.UnsupportedValueException;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Objects of one's own behind a manager: a shop, in each of the ways in which a server can offer it. docs/services.md goes
 * through it. Server and client are one process here, to keep it short; nothing changes if they are two.
 */
public final class OwnServices {

    /** What a client orders: a value, so that it travels. */
    public record Order(String article, int amount) {}

    /** What a client is told if there is not enough. */
    public static final class SoldOutException extends Exception {

        private static final long serialVersionUID = 1L;

        private final int left;

        SoldOutException(String article, int left) {
            super("of " + article + " there are " + left + " left");
            this.left = left;
        }

        /** Returns how many there are. */
        public int left() {
            return left;
        }
    }

    /** What clients see of a shop. */
    public interface Shop {

        /** Returns how many there are of an article. */
        int stock(String article);

        /** Takes what is ordered out of the stock. */
        void order(Order order) throws SoldOutException;

        /** Returns the basket of a customer, which stays where the shop is. */
        @ReturnsProxy
        Basket basket(String customer);

        /** Tells each order from now on. */
        void tell(SharedQueue<Order> news);

        /** Counts everything, which takes a minute. */
        int audit() throws InterruptedException;
    }

    /** What clients see of a basket. */
    public interface Basket {

        /** Puts an order into it. */
        void add(Order order);

        /** Returns what is in it, as a copy. */
        List<Order> contents();
    }

    /** The shop itself: clients call it at the same time, so that it guards what it has. */
    static final class WarehouseShop implements Shop {

        private final Map<String, Integer> stock = new ConcurrentHashMap<>(Map.of("pen", 10, "ink", 2));
        private final Map<String, Basket> baskets = new ConcurrentHashMap<>();
        private final List<SharedQueue<Order>> told = new CopyOnWriteArrayList<>();

        @Override
        public int stock(String article) {
            return stock.getOrDefault(article, 0);
        }

        @Override
        public synchronized void order(Order order) throws SoldOutException {
            int left = stock(order.article());
            if (left < order.amount()) {
                throw new SoldOutException(order.article(), left);
            }
            stock.put(order.article(), left - order.amount());
            told.forEach(news -> news.offer(order));
        }

        @Override
        public Basket basket(String customer) {
            return baskets.computeIfAbsent(customer, name -> new ListBasket());
        }

        @Override
        public void tell(SharedQueue<Order> news) {
            told.add(news);
        }

        @Override
        public int audit() throws InterruptedException {
            Thread.sleep(60_000);
            return stock.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** A basket in the memory of the server. */
    static final class ListBasket implements Basket {

        private final List<Order> orders = new CopyOnWriteArrayList<>();

        @Override
        public void add(Order order) {
            orders.add(order);
        }

        @Override
        public List<Order> contents() {
            return List.copyOf(orders);
        }
    }

    /** A class of which clients get no more than is marked. */
    public static class Clock {

        /** Returns the hour. */
        @Exposed
        public int hour() {
            return 12;
        }

        /** For the server alone. */
        public void stop() {
            throw new IllegalStateException("nobody stops it from outside");
        }
    }

    /** What a client asks a clock for. */
    public interface Hours {

        /** Returns the hour. */
        int hour();
    }

    /** All that the server registers, for a client that wants it typed. */
    public interface Services {

        /** Returns the one shop. */
        Shop shop();

        /** Returns a basket of its own for each call. */
        @Registered("new_basket")
        Basket newBasket(String owner, int size);

        /** Returns a price, computed by the server. */
        @Registered("price")
        int priceOf(Order order);
    }

    private OwnServices() {}

    /** Serves a shop and uses it. */
    public static void main(String[] args) throws SoldOutException, InterruptedException {
        AuthKey key = AuthKey.random();
        try (ManagerServer server = server(key)) {
            server.start();
            try (SyncManager manager = ManagerClient.connect("127.0.0.1", server.port(), key)) {
                useShop(manager);
                useBaskets(manager);
                useFunctions(manager);
                useClock(manager);
                hearOfOrders(manager);
                doNotWait(manager);
            }
        }
    }

    private static ManagerServer server(AuthKey key) {
        Shop shop = new WarehouseShop();
        return ManagerServer.builder()
                .authKey(key)
                .register("shop", Shop.class, () -> shop)
                .registerFactory("new_basket", String.class, Integer.class, (owner, size) -> new ListBasket())
                .registerFunction("price", Order.class, order -> 3 * order.amount())
                .register("clock", Clock::new)
                .build();
    }

    private static void useShop(SyncManager manager) throws SoldOutException {
        Shop shop = manager.get("shop", Shop.class);
        shop.order(new Order("pen", 3));
        System.out.println("pens left: " + shop.stock("pen"));
        try {
            shop.order(new Order("ink", 5));
        } catch (SoldOutException soldOut) {
            System.out.println(soldOut.getMessage() + ", and in a field: " + soldOut.left());
        }
    }

    private static void useBaskets(SyncManager manager) {
        Shop shop = manager.get("shop", Shop.class);
        shop.basket("ann").add(new Order("pen", 1));
        System.out.println("ann's basket: " + shop.basket("ann").contents());

        Basket mine = manager.get("new_basket", Basket.class, "bob", 10);
        mine.add(new Order("ink", 1));
        Basket another = manager.get("new_basket", Basket.class, "bob", 10);
        System.out.println("in mine " + mine.contents().size() + ", in another "
                + another.contents().size());
    }

    private static void useFunctions(SyncManager manager) {
        Integer price = manager.call("price", Integer.class, new Order("pen", 4));
        Services services = manager.typed(Services.class);
        System.out.println("by name " + price + ", by interface " + services.priceOf(new Order("pen", 5)));
        System.out.println("pens left: " + services.shop().stock("pen"));
    }

    private static void useClock(SyncManager manager) {
        System.out.println("the hour: " + manager.get("clock", Hours.class).hour());
        try {
            manager.get("clock", Runnable.class);
        } catch (MethodNotExposedException notShown) {
            System.out.println("no Runnable: " + notShown.getMessage());
        }
    }

    private static void hearOfOrders(SyncManager manager) throws SoldOutException, InterruptedException {
        Shop shop = manager.get("shop", Shop.class);
        SharedQueue<Order> news = manager.queue(100, Order.class);
        shop.tell(news);
        shop.order(new Order("pen", 1));
        System.out.println("news: " + news.take());

        interfaceOfTheCaller(manager);
    }

    /** What would have to call back is refused, with what to pass instead. */
    private static void interfaceOfTheCaller(SyncManager manager) {
        Consumer<Order> listener = order -> System.out.println("never printed");
        try {
            manager.call("price", Integer.class, listener);
        } catch (UnsupportedValueException refused) {
            System.out.println("a listener is refused");
        }
    }

    private static void doNotWait(SyncManager manager) throws InterruptedException {
        Shop shop = manager.withDeadline(manager.get("shop", Shop.class), Duration.ofMillis(200));
        try {
            System.out.println("counted " + shop.audit());
        } catch (ManagerTimeoutException tooLong) {
            System.out.println("not waited for: " + tooLong.outcome());
        }
    }

    /** A client with a time for each call, and with classes that it opens although no interface names them. */
    static ClientOptions options() {
        return ClientOptions.builder()
                .callTimeout(Duration.ofSeconds(5))
                .allow(Order.class)
                .build();
    }
}
