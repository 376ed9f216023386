@echo off
rem The command line on Windows. Untested: nobody has run it there yet. It needs a JDK 17 or newer, and the runnable jar,
rem which  mvn -DskipTests package  makes. Sockets, servers, clients and child processes are plain Java; shared
rem memory, and what removes it after a kill, are made for Linux and macOS.
setlocal
set "ROOT=%~dp0"
set "JAR=%ROOT%manager-cli\target\steward.jar"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"

if not exist "%JAR%" (
    echo steward: there is no %JAR% yet: run  mvn -DskipTests package  in %ROOT% 1>&2
    exit /b 1
)
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
    echo steward: there is no Java: install a JDK 17 or newer, or set JAVA_HOME to one 1>&2
    exit /b 1
)

if "%~1"=="demo" (
    "%JAVA%" -cp "%JAR%;%ROOT%examples\target\classes" dev.steward.examples.TaskDemo %2
    exit /b
)
if "%~1"=="example" (
    echo steward: run an example by its class: java -cp "%JAR%;%ROOT%examples\target\classes" dev.steward.examples.ListClient 1>&2
    exit /b 2
)
"%JAVA%" "-Djdk.serialFilter=!*" -jar "%JAR%" %*
exit /b
