resource "aws_dynamodb_table" "orders" {
  name                        = "orders"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "PK"
  range_key                   = "SK"
  table_class                 = "STANDARD"
  deletion_protection_enabled = true

  attribute {
    name = "PK"
    type = "S"
  }

  attribute {
    name = "SK"
    type = "S"
  }
}

output "orders_table_name" {
  value = aws_dynamodb_table.orders.name
}

output "orders_table_arn" {
  value = aws_dynamodb_table.orders.arn
}

resource "aws_dynamodb_table" "orders2" {
  name                        = "Orders"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "PK"
  range_key                   = "SK"
  table_class                 = "STANDARD"
  deletion_protection_enabled = true

  attribute {
    name = "PK"
    type = "S"
  }

  attribute {
    name = "SK"
    type = "S"
  }
}

output "orders2_table_name" {
  value = aws_dynamodb_table.orders2.name
}

output "orders2_table_arn" {
  value = aws_dynamodb_table.orders2.arn
}

resource "aws_dynamodb_table" "my_table" {
  name                        = "my-table"
  billing_mode                = "PROVISIONED"
  read_capacity               = 5
  write_capacity              = 5
  hash_key                    = "PK"
  table_class                 = "STANDARD"
  deletion_protection_enabled = true

  attribute {
    name = "PK"
    type = "S"
  }

  attribute {
    name = "a"
    type = "S"
  }

  attribute {
    name = "b"
    type = "S"
  }

  global_secondary_index {
    name            = "by-a"
    hash_key        = "a"
    projection_type = "ALL"
    read_capacity   = 5
    write_capacity  = 5
  }

  global_secondary_index {
    name            = "by_a"
    hash_key        = "b"
    projection_type = "ALL"
    read_capacity   = 5
    write_capacity  = 5
  }

  lifecycle {
    ignore_changes = [read_capacity, write_capacity]
  }
}

resource "aws_appautoscaling_target" "my_table_read" {
  service_namespace  = "dynamodb"
  scalable_dimension = "dynamodb:table:ReadCapacityUnits"
  resource_id        = "table/${aws_dynamodb_table.my_table.name}"
  min_capacity       = 5
  max_capacity       = 50
}

resource "aws_appautoscaling_policy" "my_table_read" {
  name               = "my_table_read"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.my_table_read.service_namespace
  scalable_dimension = aws_appautoscaling_target.my_table_read.scalable_dimension
  resource_id        = aws_appautoscaling_target.my_table_read.resource_id

  target_tracking_scaling_policy_configuration {
    target_value = 70

    predefined_metric_specification {
      predefined_metric_type = "DynamoDBReadCapacityUtilization"
    }
  }
}

resource "aws_appautoscaling_target" "my_table_write" {
  service_namespace  = "dynamodb"
  scalable_dimension = "dynamodb:table:WriteCapacityUnits"
  resource_id        = "table/${aws_dynamodb_table.my_table.name}"
  min_capacity       = 5
  max_capacity       = 50
}

resource "aws_appautoscaling_policy" "my_table_write" {
  name               = "my_table_write"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.my_table_write.service_namespace
  scalable_dimension = aws_appautoscaling_target.my_table_write.scalable_dimension
  resource_id        = aws_appautoscaling_target.my_table_write.resource_id

  target_tracking_scaling_policy_configuration {
    target_value = 70

    predefined_metric_specification {
      predefined_metric_type = "DynamoDBWriteCapacityUtilization"
    }
  }
}

resource "aws_appautoscaling_target" "my_table_by_a_read" {
  service_namespace  = "dynamodb"
  scalable_dimension = "dynamodb:index:ReadCapacityUnits"
  resource_id        = "table/${aws_dynamodb_table.my_table.name}/index/by-a"
  min_capacity       = 5
  max_capacity       = 50
}

resource "aws_appautoscaling_policy" "my_table_by_a_read" {
  name               = "my_table_by_a_read"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.my_table_by_a_read.service_namespace
  scalable_dimension = aws_appautoscaling_target.my_table_by_a_read.scalable_dimension
  resource_id        = aws_appautoscaling_target.my_table_by_a_read.resource_id

  target_tracking_scaling_policy_configuration {
    target_value = 70

    predefined_metric_specification {
      predefined_metric_type = "DynamoDBReadCapacityUtilization"
    }
  }
}

resource "aws_appautoscaling_target" "my_table_by_a_write" {
  service_namespace  = "dynamodb"
  scalable_dimension = "dynamodb:index:WriteCapacityUnits"
  resource_id        = "table/${aws_dynamodb_table.my_table.name}/index/by-a"
  min_capacity       = 5
  max_capacity       = 50
}

resource "aws_appautoscaling_policy" "my_table_by_a_write" {
  name               = "my_table_by_a_write"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.my_table_by_a_write.service_namespace
  scalable_dimension = aws_appautoscaling_target.my_table_by_a_write.scalable_dimension
  resource_id        = aws_appautoscaling_target.my_table_by_a_write.resource_id

  target_tracking_scaling_policy_configuration {
    target_value = 70

    predefined_metric_specification {
      predefined_metric_type = "DynamoDBWriteCapacityUtilization"
    }
  }
}

resource "aws_appautoscaling_target" "my_table_by_a2_read" {
  service_namespace  = "dynamodb"
  scalable_dimension = "dynamodb:index:ReadCapacityUnits"
  resource_id        = "table/${aws_dynamodb_table.my_table.name}/index/by_a"
  min_capacity       = 5
  max_capacity       = 50
}

resource "aws_appautoscaling_policy" "my_table_by_a2_read" {
  name               = "my_table_by_a2_read"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.my_table_by_a2_read.service_namespace
  scalable_dimension = aws_appautoscaling_target.my_table_by_a2_read.scalable_dimension
  resource_id        = aws_appautoscaling_target.my_table_by_a2_read.resource_id

  target_tracking_scaling_policy_configuration {
    target_value = 70

    predefined_metric_specification {
      predefined_metric_type = "DynamoDBReadCapacityUtilization"
    }
  }
}

resource "aws_appautoscaling_target" "my_table_by_a2_write" {
  service_namespace  = "dynamodb"
  scalable_dimension = "dynamodb:index:WriteCapacityUnits"
  resource_id        = "table/${aws_dynamodb_table.my_table.name}/index/by_a"
  min_capacity       = 5
  max_capacity       = 50
}

resource "aws_appautoscaling_policy" "my_table_by_a2_write" {
  name               = "my_table_by_a2_write"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.my_table_by_a2_write.service_namespace
  scalable_dimension = aws_appautoscaling_target.my_table_by_a2_write.scalable_dimension
  resource_id        = aws_appautoscaling_target.my_table_by_a2_write.resource_id

  target_tracking_scaling_policy_configuration {
    target_value = 70

    predefined_metric_specification {
      predefined_metric_type = "DynamoDBWriteCapacityUtilization"
    }
  }
}

output "my_table_table_name" {
  value = aws_dynamodb_table.my_table.name
}

output "my_table_table_arn" {
  value = aws_dynamodb_table.my_table.arn
}

resource "aws_dynamodb_table" "my_table2" {
  name                        = "my_table"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "PK"
  table_class                 = "STANDARD"
  deletion_protection_enabled = true

  attribute {
    name = "PK"
    type = "S"
  }
}

output "my_table2_table_name" {
  value = aws_dynamodb_table.my_table2.name
}

output "my_table2_table_arn" {
  value = aws_dynamodb_table.my_table2.arn
}

resource "aws_dynamodb_table" "my_table3" {
  name                        = "my.table"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "PK"
  table_class                 = "STANDARD"
  deletion_protection_enabled = true

  attribute {
    name = "PK"
    type = "S"
  }
}

output "my_table3_table_name" {
  value = aws_dynamodb_table.my_table3.name
}

output "my_table3_table_arn" {
  value = aws_dynamodb_table.my_table3.arn
}
