package dev.steward.spring.example;

/** So many of an article. */
public record Order(String article, int amount) {}
