package dev.steward.protocol.value.thrown;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions of the JDK that are opened without permission: they hold a message, a cause, frames and some plain data,
 * and do nothing. No error of the machine or of linking is among them: a server that ran out of memory must not look as if
 * this process had. One that this JDK does not have is not found. Stateless; any thread.
 */
public final class JdkThrowables {

    /** Each line of a package: its name, then the classes; a line that is indented goes on. */
    private static final String BY_PACKAGE = """
            java.io: CharConversionException EOFException FileNotFoundException IOError IOException
              InterruptedIOException InvalidClassException InvalidObjectException NotActiveException
              NotSerializableException ObjectStreamException StreamCorruptedException SyncFailedException
              UTFDataFormatException UncheckedIOException UnsupportedEncodingException
            java.lang: ArithmeticException ArrayIndexOutOfBoundsException ArrayStoreException AssertionError
              ClassCastException ClassNotFoundException CloneNotSupportedException Error Exception
              IllegalAccessException IllegalArgumentException IllegalCallerException IllegalMonitorStateException
              IllegalStateException IllegalThreadStateException IndexOutOfBoundsException InstantiationException
              InterruptedException LayerInstantiationException MatchException NegativeArraySizeException
              NoSuchFieldException NoSuchMethodException NullPointerException NumberFormatException
              ReflectiveOperationException RuntimeException SecurityException StringIndexOutOfBoundsException
              TypeNotPresentException UnsupportedOperationException WrongThreadException
            java.lang.annotation: AnnotationFormatError
            java.lang.invoke: LambdaConversionException StringConcatException WrongMethodTypeException
            java.lang.module: FindException InvalidModuleDescriptorException ResolutionException
            java.lang.reflect: InaccessibleObjectException InvocationTargetException MalformedParameterizedTypeException
              MalformedParametersException UndeclaredThrowableException
            java.net: BindException ConnectException HttpRetryException MalformedURLException NoRouteToHostException
              PortUnreachableException ProtocolException SocketException SocketTimeoutException URISyntaxException
              UnknownHostException UnknownServiceException
            java.net.http: HttpConnectTimeoutException HttpTimeoutException
            java.nio: BufferOverflowException BufferUnderflowException InvalidMarkException ReadOnlyBufferException
            java.nio.channels: AcceptPendingException AlreadyBoundException AlreadyConnectedException
              AsynchronousCloseException CancelledKeyException ClosedByInterruptException ClosedChannelException
              ClosedSelectorException ConnectionPendingException FileLockInterruptionException
              IllegalBlockingModeException IllegalChannelGroupException IllegalSelectorException
              InterruptedByTimeoutException NoConnectionPendingException NonReadableChannelException
              NonWritableChannelException NotYetBoundException NotYetConnectedException OverlappingFileLockException
              ReadPendingException ShutdownChannelGroupException UnresolvedAddressException
              UnsupportedAddressTypeException WritePendingException
            java.nio.charset: CharacterCodingException CoderMalfunctionError IllegalCharsetNameException
              MalformedInputException UnmappableCharacterException UnsupportedCharsetException
            java.nio.file: AccessDeniedException AtomicMoveNotSupportedException ClosedDirectoryStreamException
              ClosedFileSystemException ClosedWatchServiceException DirectoryIteratorException
              DirectoryNotEmptyException FileAlreadyExistsException FileSystemAlreadyExistsException FileSystemException
              FileSystemLoopException FileSystemNotFoundException InvalidPathException NoSuchFileException
              NotDirectoryException NotLinkException ProviderMismatchException ProviderNotFoundException
              ReadOnlyFileSystemException
            java.nio.file.attribute: UserPrincipalNotFoundException
            java.security: DigestException GeneralSecurityException InvalidAlgorithmParameterException
              InvalidKeyException InvalidParameterException KeyException KeyManagementException KeyStoreException
              NoSuchAlgorithmException NoSuchProviderException PrivilegedActionException ProviderException
              SignatureException UnrecoverableEntryException UnrecoverableKeyException
            java.security.cert: CRLException CertPathBuilderException CertStoreException CertificateEncodingException
              CertificateException CertificateExpiredException CertificateNotYetValidException
              CertificateParsingException
            java.security.spec: InvalidKeySpecException InvalidParameterSpecException
            java.sql: BatchUpdateException DataTruncation SQLDataException SQLException SQLFeatureNotSupportedException
              SQLIntegrityConstraintViolationException SQLInvalidAuthorizationSpecException
              SQLNonTransientConnectionException SQLNonTransientException SQLRecoverableException
              SQLSyntaxErrorException SQLTimeoutException SQLTransactionRollbackException
              SQLTransientConnectionException SQLTransientException SQLWarning
            java.text: ParseException
            java.time: DateTimeException
            java.time.format: DateTimeParseException
            java.time.temporal: UnsupportedTemporalTypeException
            java.time.zone: ZoneRulesException
            java.util: ConcurrentModificationException DuplicateFormatFlagsException EmptyStackException
              FormatFlagsConversionMismatchException FormatterClosedException IllegalFormatCodePointException
              IllegalFormatException IllegalFormatFlagsException IllegalFormatPrecisionException
              IllegalFormatWidthException IllformedLocaleException InputMismatchException
              InvalidPropertiesFormatException MissingFormatArgumentException MissingFormatWidthException
              MissingResourceException NoSuchElementException ServiceConfigurationError TooManyListenersException
              UnknownFormatConversionException UnknownFormatFlagsException
            java.util.concurrent: BrokenBarrierException CancellationException CompletionException ExecutionException
              RejectedExecutionException TimeoutException
            java.util.jar: JarException
            java.util.prefs: BackingStoreException InvalidPreferencesFormatException
            java.util.regex: PatternSyntaxException
            java.util.zip: DataFormatException ZipError ZipException
            javax.crypto: AEADBadTagException BadPaddingException ExemptionMechanismException IllegalBlockSizeException
              NoSuchPaddingException ShortBufferException
            javax.net.ssl: SSLException SSLHandshakeException SSLKeyException SSLPeerUnverifiedException
              SSLProtocolException
            javax.security.auth: DestroyFailedException RefreshFailedException
            javax.security.auth.login: AccountException AccountExpiredException AccountLockedException
              AccountNotFoundException CredentialException CredentialExpiredException CredentialNotFoundException
              FailedLoginException LoginException
            """;

    /** What says nothing about an exception but that it is one. */
    private static final Set<Class<?>> GENERAL =
            Set.of(Throwable.class, Exception.class, RuntimeException.class, Error.class);

    private static final Set<String> NAMES = namesOf(BY_PACKAGE);

    private JdkThrowables() {}

    private static Set<String> namesOf(String byPackage) {
        Set<String> names = new HashSet<>();
        names.add(Throwable.class.getName());
        String owner = "";
        for (String word : List.of(byPackage.trim().split("\\s+"))) {
            if (word.endsWith(":")) {
                owner = word.substring(0, word.length() - 1);
            } else {
                names.add(owner + "." + word);
            }
        }
        return Set.copyOf(names);
    }

    /** Returns the class of that name, not initialized, or null if it is none of these or not in this JDK. */
    public static @Nullable Class<?> find(String name) {
        if (!NAMES.contains(name)) {
            return null;
        }
        try {
            return Class.forName(name, false, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException | LinkageError notHere) {
            return null;
        }
    }

    /** Returns whether it says nothing about an exception but that it is one. */
    public static boolean isGeneral(Class<?> type) {
        return GENERAL.contains(type);
    }

    /** Returns whether a class comes with the JDK. */
    public static boolean isOfTheJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }
}
