package report

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files")

func TestGolden(t *testing.T) {
	t.Parallel()
	files := map[string]string{}
	for name, d := range designs() {
		files[name+".md"], files[name+".mmd"] = Markdown(d), Mermaid(d)
	}
	for name, d := range drawings() {
		files[name+".mmd"] = Mermaid(d)
	}
	for file, got := range files {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join("testdata", file)
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("run with -update if it is meant (-want +got)\n%s", diff)
			}
		})
	}
}
