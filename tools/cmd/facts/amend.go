package main

// amendments sets as fields what the collected facts say only in a note, by service key.
// The source of each is the note's own source, which stays in the entry.
var amendments = map[string]map[string]any{
	// doc-msk: the old names take no new connections.
	"kafka":      {"superseded_by": "kafka-api"},
	"kafka-fips": {"superseded_by": "kafka-api-fips"},
	// doc-rds: no private DNS for this endpoint in the China Regions.
	"rds": {"private_dns_excluded_partitions": []any{"aws-cn"}},
}

// workloadAmendments replaces the words about a workload where the collected ones speak of
// how they were collected, by workload name.
var workloadAmendments = map[string]map[string]any{
	"ecs_fargate_pull": {
		"notes": "Fargate tasks need none of ecs, ecs-agent and ecs-telemetry. That ECS Exec needs ssmmessages is confirmed by no source.",
	},
	"lambda_in_vpc_common": {
		"description": "What functions attached to a VPC often call; pick by the calls your code makes",
		"notes":       "A judgement, from no source. Lambda delivers a function's own logs without a logs endpoint, and only code that calls Lambda needs one for lambda.",
	},
}
