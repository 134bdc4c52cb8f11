package symbolic_test

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

func ExampleSplitTexts() {
	corp := symbolic.List{symbolic.Glob(pattern.Pattern{pattern.Literal("corp-"), pattern.AnyRun{}})}
	logs := symbolic.List{symbolic.Glob(pattern.Pattern{pattern.AnyRun{}, pattern.Literal("-logs")})}
	names, err := symbolic.SplitTexts(symbolic.Universe{}, []symbolic.List{corp, logs}, symbolic.Budget{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for atom := range names.Len() {
		fmt.Printf("%q corp-*: %v, *-logs: %v\n", names.Word(atom), names.In(0).Has(atom), names.In(1).Has(atom))
	}
	// Output:
	// "" corp-*: false, *-logs: false
	// "-logs" corp-*: false, *-logs: true
	// "corp-" corp-*: true, *-logs: false
	// "corp-logs" corp-*: true, *-logs: true
}
