import java.sql.DriverManager;
import java.util.Properties;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Creates a role and an empty database of the same name, with the given password, on Sallyport's
 * embedded PostgreSQL, and prints its address.
 *
 * <p>java -cp POSTGRESQL_DRIVER Role.java connection.properties NAME
 */
public class Role {
  public static void main(String[] args) throws Exception {
    Properties way = new Properties();
    try (var lines = Files.newBufferedReader(Path.of(args[0]))) {
      way.load(lines);
    }
    String server = "jdbc:postgresql://127.0.0.1:" + way.getProperty("port") + "/";
    try (var connection =
            DriverManager.getConnection(
                server + "postgres", "postgres", way.getProperty("superuser.password"));
        var statement = connection.createStatement()) {
      statement.execute("create role " + args[1] + " login password '" + args[1] + "'");
      statement.execute("create database " + args[1] + " owner " + args[1]);
    }
    System.out.println(server + args[1]);
  }
}
