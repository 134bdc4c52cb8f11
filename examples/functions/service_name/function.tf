# The name is known at plan, so no endpoint is ever replaced because its name is not.
output "logs" {
  value = provider::vpce::service_name("logs", "ap-northeast-2")
  # com.amazonaws.ap-northeast-2.logs
}

output "ec2_in_beijing" {
  value = provider::vpce::service_name("ec2", "cn-north-1")
  # cn.com.amazonaws.cn-north-1.ec2
}

# As a validation: an unknown service fails the plan with the three nearest keys.
variable "services" {
  type    = set(string)
  default = ["secretsmanager", "sts"]

  validation {
    condition     = alltrue([for s in var.services : provider::vpce::service_name(s, "ap-northeast-2") != ""])
    error_message = "Every service needs an endpoint name."
  }
}
