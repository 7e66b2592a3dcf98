package io.stockrelay;

/** The program's entry: hands its arguments to the command line. */
public final class StockRelay {

    private StockRelay() {}

    public static void main(String[] args) {
        System.out.println("stockrelay");
    }
}
