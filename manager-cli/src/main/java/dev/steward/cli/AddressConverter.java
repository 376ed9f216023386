package dev.steward.cli;

import dev.steward.client.Address;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the address of an option. */
final class AddressConverter implements ITypeConverter<Address> {

    @Override
    public Address convert(String text) {
        try {
            return Address.of(text);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(String.valueOf(wrong.getMessage()));
        }
    }
}
