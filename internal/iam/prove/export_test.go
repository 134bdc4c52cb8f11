package prove

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove/search"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

const found = search.Found

func searchBudget() search.Budget { return search.Budget{} }

func setOf(n int, members ...int) symbolic.Set { return symbolic.SetOf(n, members...) }
