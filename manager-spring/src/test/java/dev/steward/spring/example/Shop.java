package dev.steward.spring.example;

/** What clients of the shop see. */
public interface Shop {

    /** Returns how many there are of an article. */
    int stock(String article);

    /** Takes what is ordered out of the stock. */
    void order(Order order);
}
