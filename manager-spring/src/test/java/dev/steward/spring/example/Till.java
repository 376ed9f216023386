package dev.steward.spring.example;

import dev.steward.api.SyncManager;
import org.springframework.stereotype.Component;

/** Who uses the shop, in the same application or in another one. */
@Component
public class Till {

    private final SyncManager manager;

    Till(SyncManager manager) {
        this.manager = manager;
    }

    /** Sells pens, and returns how many are left. */
    public int sell(int pens) {
        Shop shop = manager.get("shop", Shop.class);
        shop.order(new Order("pen", pens));
        return shop.stock("pen");
    }
}
