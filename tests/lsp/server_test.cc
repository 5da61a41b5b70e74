// A session with a client in memory: what each message is answered, and what is published when.
// SPDX-License-Identifier: MIT
#include "lsp/server.h"

#include "lsp/client.h"
#include "lsp/error_codes.h"

namespace pymolt::lsp {

namespace {

using Strings = std::vector<std::string>;

TEST(Server, BeginsAndEnds) {
  Client client;
  EXPECT_EQ(client.error(client.ask("textDocument/hover", Json::object())), kNotInitialized);
  client.note("textDocument/didOpen", Json::object());  // too early: passed over
  const Json result = client.result(client.ask("initialize", {{"capabilities", Json::object()}}));
  EXPECT_EQ(result["capabilities"]["positionEncoding"], "utf-16");
  EXPECT_EQ(result["capabilities"]["textDocumentSync"]["change"], 2);
  EXPECT_EQ(client.error(client.ask("initialize", Json::object())), kInvalidRequest);
  const int id = client.ask("shutdown", nullptr);
  EXPECT_TRUE(client.result(id).is_null());
  EXPECT_EQ(client.error(client.ask("shutdown", nullptr)), kInvalidRequest);
  EXPECT_FALSE(client.server().exit_status());
  client.note("exit", nullptr);
  client.run();
  EXPECT_EQ(client.server().exit_status(), 0);
  Client rude;
  rude.note("exit", nullptr);
  rude.run();
  EXPECT_EQ(rude.server().exit_status(), 1);
}

TEST(Server, AnswersWhatMakesNoSense) {
  Client client;
  TestFolder folder;
  client.start(folder.path());
  const auto code = [&](const std::string& body) {
    client.said.clear();
    client.raw(body);
    client.run();
    return client.said.empty() || !client.said[0].contains("error")
               ? 0
               : client.said[0]["error"]["code"].get<int>();
  };
  EXPECT_EQ(code("{"), kParseError);
  EXPECT_EQ(code(""), kParseError);
  EXPECT_EQ(code("\xFF\xFE"), kParseError);
  EXPECT_EQ(code("[]"), kInvalidRequest);
  EXPECT_EQ(code("1"), kInvalidRequest);
  EXPECT_EQ(code(std::string(100'000, '[')), kInvalidRequest);
  EXPECT_EQ(code(R"({"id":1,"method":"no/such"})"), kMethodNotFound);
  EXPECT_EQ(code(R"({"id":[1],"method":"shutdown"})"), kInvalidRequest);
  EXPECT_EQ(code(R"({"id":1.5,"method":"shutdown"})"), kInvalidRequest);
  EXPECT_EQ(code(R"({"id":1,"method":"textDocument/hover"})"), kInvalidParams);
  EXPECT_EQ(code(R"({"id":1,"method":"textDocument/hover","params":[1]})"), kInvalidParams);
  EXPECT_EQ(code(R"({"id":1,"method":"textDocument/codeLens","params":{"textDocument":5}})"),
            kInvalidParams);
  EXPECT_EQ(code(R"({"id":2,"method":"textDocument/codeLens",)"
                 R"("params":{"textDocument":{"uri":"file:///not/open.py"}}})"),
            kInvalidParams);
  for (const char* silent :
       {R"({"method":"no/such"})", R"({"method":5})", R"({"id":7,"result":null})", R"({})",
        R"({"id":"pymolt-settings","result":[5]})", R"({"id":"pymolt-settings","result":{}})",
        R"({"method":"$/cancelRequest"})", R"({"method":"$/cancelRequest","params":{"id":77}})",
        R"({"method":"$/setTrace","params":{"value":"off"}})",
        R"({"method":"textDocument/didOpen"})", R"({"method":"textDocument/didOpen","params":3})",
        R"({"method":"textDocument/didOpen","params":{"textDocument":{"uri":5,"text":"x"}}})",
        R"({"method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///x"}}})",
        R"({"method":"workspace/didChangeWatchedFiles","params":{"changes":[{"uri":"x"}]}})",
        R"({"method":"workspace/didChangeWorkspaceFolders","params":{"event":5}})"})
    EXPECT_EQ(code(silent), 0) << silent;
  EXPECT_EQ(code(R"({"id":"s","method":"shutdown"})"), 0);
}

TEST(Server, PublishesWhatItFindsAsTheTextChanges) {
  Client client;
  TestFolder folder;
  folder.file("a.py", "import imp\n");
  folder.file("b.py", "x = 1\n");
  client.start(folder.path());
  const std::string uri = folder.uri("a.py");
  client.open(uri, "import imp\n");
  client.run();
  EXPECT_EQ(client.rules(uri), Strings{"removed-module"});
  const Json first = client.published(uri);
  EXPECT_EQ(first["version"], 1);
  const Json one = first["diagnostics"][0];
  EXPECT_EQ(one["range"], Json({{"start", place(0, 7)}, {"end", place(0, 10)}}));
  EXPECT_EQ(one["severity"], 1);
  EXPECT_EQ(one["source"], "pymolt");
  EXPECT_NE(one["codeDescription"]["href"].get<std::string>().find("docs.python.org"),
            std::string::npos);
  // What is typed counts, not what is saved; columns are UTF-16.
  client.replace(uri, 2,
                 Json::array({{{"range", {{"start", place(0, 0)}, {"end", place(0, 0)}}},
                               {"text", "s = '\xF0\x9F\x90\x8D'; "}}}));
  client.run();
  EXPECT_EQ(client.published(uri)["diagnostics"][0]["range"]["start"], place(0, 17));
  client.replace(uri, 3, Json::array({{{"text", "import os\n"}}}));
  client.run();
  EXPECT_EQ(client.rules(uri), Strings());
  EXPECT_EQ(client.published(uri)["version"], 3);
  // Closed: what is saved counts again, and it keeps a module from importing.
  client.note("textDocument/didClose", in(uri));
  client.run();
  EXPECT_EQ(client.rules(uri), Strings{"removed-module"});
  EXPECT_FALSE(client.published(uri).contains("version"));
}

TEST(Server, NeverPublishesForATextThatIsToChange) {
  Client client;
  TestFolder folder;
  folder.file("a.py", "x = 1\n");
  client.start(folder.path());
  const std::string uri = folder.uri("a.py");
  client.open(uri, "import imp\n");
  for (int version = 2; version < 12; ++version)
    client.replace(uri, version, Json::array({{{"text", "import asyncore\n"}}}));
  client.run();
  int count = 0;
  for (const Json& message : client.said)
    count += message.value("method", "") == "textDocument/publishDiagnostics" ? 1 : 0;
  EXPECT_EQ(count, 1);
  EXPECT_EQ(client.published(uri)["version"], 11);
}

TEST(Server, CancelsAndSaysWhatIsStale) {
  Client client;
  TestFolder folder;
  folder.file("a.py", "import imp\n");
  client.start(folder.path());
  const std::string uri = folder.uri("a.py");
  client.open(uri, "import imp\n");
  const int cancelled = client.ask("textDocument/codeLens", in(uri));
  const int stale = client.ask("textDocument/codeLens", in(uri));
  Json at = in(uri);
  at["position"] = place(0, 8);
  const int stale_hover = client.ask("textDocument/hover", at);
  client.note("$/cancelRequest", {{"id", cancelled}});
  client.step();  // the document is open
  client.step();  // the second request waits for a report
  client.replace(uri, 2, Json::array({{{"text", "import os\n"}}}));
  const int fresh = client.ask("textDocument/codeLens", in(uri));
  EXPECT_EQ(client.error(cancelled), kRequestCancelled);
  EXPECT_EQ(client.error(stale), kContentModified);
  EXPECT_EQ(client.error(stale_hover), kContentModified);
  EXPECT_EQ(client.error(fresh), 0);
}

TEST(Server, SeesOtherFilesAsTheyAre) {
  Client client;
  TestFolder folder;
  folder.file("pkg/__init__.py", "");
  folder.file("pkg/util.py", "import imp\n");
  folder.file("main.py", "import pkg.util\n");
  client.start(folder.path());
  const std::string util = folder.uri("pkg/util.py");
  // Not open, and the reason why modules do not import.
  EXPECT_EQ(client.rules(util), Strings{"removed-module"});
  EXPECT_EQ(client.published(folder.uri("main.py")), Json());
  // A name that the open, unsaved document gives no more.
  client.open(folder.uri("main.py"), "from pkg.util import there\n");
  client.open(util, "there = 1\n");
  client.run();
  EXPECT_EQ(client.rules(util), Strings());
  EXPECT_EQ(client.rules(folder.uri("main.py")), Strings());
  client.replace(util, 2, Json::array({{{"text", "other = 1\n"}}}));
  client.run();
  EXPECT_EQ(client.rules(folder.uri("main.py")), Strings{"import-failure"});
  // A file that comes on the disk.
  client.open(folder.uri("late.py"), "from new_one import x\n");
  client.run();
  folder.file("new_one.py", "y = 1\n");
  client.note("workspace/didChangeWatchedFiles",
              {{"changes", Json::array({{{"uri", folder.uri("new_one.py")}, {"type", 1}}})}});
  client.run();
  EXPECT_EQ(client.rules(folder.uri("late.py")), Strings{"import-failure"});
  folder.file("new_one.py", "x = 1\n");
  client.note("textDocument/didSave", in(util));
  client.run();
  EXPECT_EQ(client.rules(folder.uri("late.py")), Strings());
}

TEST(Server, TakesDocumentsFromAnywhere) {
  Client client;
  TestFolder folder;
  TestFolder elsewhere;
  elsewhere.file("alone.py", "import imp\n");
  client.start(folder.path());
  client.open(elsewhere.uri("alone.py"), "import imp\n");
  client.open("untitled:Untitled-1", "import asyncore\n");
  client.run();
  EXPECT_EQ(client.rules(elsewhere.uri("alone.py")), Strings{"removed-module"});
  EXPECT_EQ(client.rules("untitled:Untitled-1"), Strings{"removed-module"});
  // Its folder is opened, then closed again.
  const auto folders = [&](const Json& added, const Json& removed) {
    client.note("workspace/didChangeWorkspaceFolders",
                {{"event", {{"added", added}, {"removed", removed}}}});
    client.run();
  };
  const Json it = Json::array({{{"uri", uri_of(elsewhere.path())}, {"name", "e"}}});
  elsewhere.file("other.py", "import imp\n");
  folders(it, Json::array());
  EXPECT_EQ(client.rules(elsewhere.uri("other.py")), Strings{"removed-module"});
  folders(Json::array(), it);
  EXPECT_EQ(client.rules(elsewhere.uri("other.py")), Strings());
  EXPECT_EQ(client.rules(elsewhere.uri("alone.py")), Strings{"removed-module"});
}

TEST(Server, TakesSettings) {
  Client client;
  TestFolder folder;
  client.ask("initialize", {{"capabilities", {{"workspace", {{"configuration", true}}}}},
                            {"rootUri", uri_of(folder.path())},
                            {"initializationOptions", {{"settings", {{"target", "3.12"}}}}}});
  client.note("initialized", Json::object());
  client.run();
  EXPECT_EQ(client.given, "\"target\" = \"3.12\"\n");
  client.say(
      {{"id", "pymolt-settings"}, {"result", Json::array({{{"settings", {{"target", "3.11"}}}}})}});
  client.run();
  EXPECT_EQ(client.given, "\"target\" = \"3.11\"\n");
  client.note("workspace/didChangeConfiguration",
              {{"settings", {{"pymolt", {{"settings", {{"target", "3.10"}}}}}}}});
  client.run();
  EXPECT_EQ(client.given, "\"target\" = \"3.10\"\n");
  client.note("workspace/didChangeConfiguration",
              {{"settings", {{"pymolt", {{"target", "3.8"}}}}}});
  client.run();
  EXPECT_EQ(client.given, "\"target\" = \"3.8\"\n");
  client.said.clear();
  client.note("workspace/didChangeConfiguration", {{"settings", {{"pymolt", 5}}}});
  client.run();
  EXPECT_NE(Json(client.said).dump().find("the settings are an object"), std::string::npos);
  client.note("workspace/didChangeConfiguration",
              {{"settings", {{"pymolt", {{"target", "3.10"}}}}}});
  client.run();
  const std::size_t opened = client.opened.size();
  folder.file("pymolt.toml", "target = '3.9'\n");
  client.note("textDocument/didSave", in(folder.uri("pymolt.toml")));
  client.run();
  EXPECT_EQ(client.opened.size(), opened + 1);
  client.note("textDocument/didSave", in(folder.uri("pymolt.toml")));
  client.run();
  EXPECT_EQ(client.opened.size(), opened + 1);  // as it was
}

TEST(Server, ShowsAMistakeInTheFileThatHoldsIt) {
  Client client;
  TestFolder folder;
  folder.file("pymolt.toml", "targett = '3.9'\n");
  Mistake mistake{"unknown key `targett`"};
  mistake.line = mistake.column = 1;
  mistake.file = folder.at("pymolt.toml");
  client.mistake = mistake;
  client.start(folder.path());
  EXPECT_EQ(client.rules(folder.uri("pymolt.toml")), Strings{"remark"});
  client.said.clear();
  client.mistake->file = "editor settings";  // no file: the message is all there is
  client.note("workspace/didChangeConfiguration",
              {{"settings", {{"pymolt", {{"targett", "3.10"}}}}}});
  client.run();
  const std::string said = Json(client.said).dump();
  EXPECT_NE(said.find("window/showMessage"), std::string::npos);
  EXPECT_EQ(said.find("editor%20settings"), std::string::npos) << said;
}

TEST(Server, TellsTheLifeOfNames) {
  Client client;
  TestFolder folder;
  const std::string uri = folder.uri("a.py");
  client.start(folder.path());
  client.open(uri,
              "import asyncio, threading\n"
              "from collections import Mapping\n"
              "async def f():\n"
              "    await asyncio.sleep(1, loop=None)\n"
              "t = threading.Thread()\n"
              "t.isAlive()\n"
              "print(unknown_thing)\n");
  const auto hover = [&](int line, int character) {
    Json at = in(uri);
    at["position"] = place(line, character);
    const Json result = client.result(client.ask("textDocument/hover", at));
    return result.is_null() ? "nothing" : result["contents"]["value"].get<std::string>();
  };
  const auto tells = [](const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  };
  client.run();
  EXPECT_TRUE(tells(hover(1, 25), "collections.Mapping (name)")) << hover(1, 25);
  EXPECT_TRUE(tells(hover(1, 25), "3.10+     gone"));
  EXPECT_TRUE(tells(hover(3, 28), "asyncio.sleep(loop)")) << hover(3, 28);
  EXPECT_TRUE(tells(hover(3, 20), "`asyncio.sleep` is there on 3.4+")) << hover(3, 20);
  EXPECT_TRUE(tells(hover(5, 4), "threading.Thread.isAlive")) << hover(5, 4);
  EXPECT_TRUE(tells(hover(0, 8), "asyncio (module)")) << hover(0, 8);
  EXPECT_EQ(hover(6, 10), "nothing");
  EXPECT_EQ(hover(99, 0), "nothing");
}

TEST(Server, MakesEveryChangeThatWaits) {
  Client client;
  TestFolder folder;
  const std::string uri = folder.uri("a.py");
  client.start(folder.path());
  client.open(uri, "import \n");
  client.run();
  client.said.clear();
  const auto type = [&](int version, int column, const Json& text) {
    const Json range = {{"start", place(0, column)}, {"end", place(0, column)}};
    client.replace(uri, version, Json::array({{{"range", range}, {"text", text}}}));
  };
  type(2, 7, "i");
  type(3, 8, 5);  // wrong: said, and those that follow are made
  type(4, 8, "mp");
  client.note("textDocument/didChange", {{"textDocument", {{"uri", uri}, {"version", 5}}}});
  client.run();
  EXPECT_EQ(client.rules(uri), Strings{"removed-module"});
  EXPECT_EQ(client.published(uri)["version"], 5);
  const auto told = std::count_if(client.said.begin(), client.said.end(), [](const Json& message) {
    return message.value("method", "") == "window/logMessage";
  });
  EXPECT_EQ(told, 2);
}

TEST(Server, MendsAndSpares) {
  Client client;
  TestFolder folder;
  const std::string uri = folder.uri("a.py");
  const std::string text =
      "import unittest\n\n\nclass T(unittest.TestCase):\n"
      "    def test(self):\n        self.assertEquals(1, 1)\n"
      "        self.assertEquals(2, 2)\n";
  folder.file("a.py", text);
  client.start(folder.path(), {{"workspace", {{"workspaceEdit", {{"documentChanges", true}}}}}});
  client.open(uri, text);
  Json params = in(uri);
  params["range"] = {{"start", place(5, 15)}, {"end", place(5, 15)}};
  params["context"] = {{"diagnostics", Json::array()}};
  const Json actions = client.result(client.ask("textDocument/codeAction", params));
  ASSERT_EQ(actions.size(), 2U) << actions;
  EXPECT_EQ(actions[0]["kind"], "quickfix");
  EXPECT_EQ(actions[0]["isPreferred"], true);
  const Json change = actions[0]["edit"]["documentChanges"][0];
  EXPECT_EQ(change["textDocument"], Json({{"uri", uri}, {"version", 1}}));
  EXPECT_EQ(change["edits"],
            Json::array({{{"range", {{"start", place(5, 0)}, {"end", place(6, 0)}}},
                          {"newText", "        self.assertEqual(1, 1)\n"}}}));
  EXPECT_EQ(actions[1]["edit"]["documentChanges"][0]["edits"][0]["newText"],
            "        self.assertEquals(1, 1)  # pymolt: ignore[removed-method]\n");
  EXPECT_EQ(actions[1]["diagnostics"][0]["code"], "removed-method");
  params["context"]["only"] = Json::array({"source.fixAll"});
  const Json all = client.result(client.ask("textDocument/codeAction", params));
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0]["kind"], "source.fixAll.pymolt");
  EXPECT_EQ(all[0]["edit"]["documentChanges"][0]["edits"][0]["newText"],
            "        self.assertEqual(1, 1)\n        self.assertEqual(2, 2)\n");
  params["context"]["only"] = Json::array({"refactor"});
  EXPECT_EQ(client.result(client.ask("textDocument/codeAction", params)), Json::array());
}

TEST(Server, TellsOnWhichVersionsAFileWorks) {
  Client client;
  TestFolder folder;
  const std::string uri = folder.uri("a.py");
  client.start(folder.path());
  const struct {
    const char* text;
    const char* title;
  } kTable[] = {
      {"x = 1\n", "works on Python 2.7 – 3.15"},
      {"if (n := 3): import imp\n", "works on Python 3.8 – 3.11"},
      {"print 1\n", "works on Python 2.7"},
      {"print 1, (y := 2)\n", "works on no released Python"},
  };
  int version = 1;
  client.open(uri, "");
  for (const auto& row : kTable) {
    client.replace(uri, ++version, Json::array({{{"text", row.text}}}));
    const Json lenses = client.result(client.ask("textDocument/codeLens", in(uri)));
    ASSERT_EQ(lenses.size(), 1U);
    EXPECT_EQ(lenses[0]["command"]["title"], row.title);
  }
}

}  // namespace

}  // namespace pymolt::lsp
