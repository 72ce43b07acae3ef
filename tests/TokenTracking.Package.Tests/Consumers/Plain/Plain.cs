namespace Plain;

public static class Greeting
{
    public static string Text => "Hello";
}
