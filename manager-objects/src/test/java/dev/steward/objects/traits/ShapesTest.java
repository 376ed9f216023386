package dev.steward.objects.traits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.objects.PlainValues;
import dev.steward.objects.type.Catalogue;
import dev.steward.vocabulary.Argument;
import dev.steward.vocabulary.BuiltInType;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an object is made with beside its first elements must agree when it is found by name. */
@Timeout(30)
class ShapesTest {

    @ParameterizedTest
    @EnumSource
    void whatIsMadeWithMoreThanElementsHasAShape(BuiltInType type) {
        boolean isMadeWithMore =
                type.creationArguments().stream().anyMatch(argument -> argument.kind() != Argument.Kind.LIST);
        assertThat(Catalogue.shapeByDefault(new PlainValues(), type).isEmpty())
                .as("a %s is made with %s: Shapes says what of it must agree", type, type.creationArguments())
                .isEqualTo(!isMadeWithMore);
    }
}
